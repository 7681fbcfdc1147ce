import groovy.xml.MarkupBuilder
def issues = [[key: 'A-1', tags: ['x', 'y']], [key: 'B-2', tags: []]]
def w = new StringWriter()
def xml = new MarkupBuilder(w)
xml.issues(count: issues.size()) {
    issues.each { i ->
        issue(key: i.key) {
            tags { i.tags.each { tag(it) } }
        }
    }
}
println w.toString()
def back = new XmlSlurper().parseText(w.toString())
println back.issue.collect { it.@key.text() + it.tags.tag.size() }
