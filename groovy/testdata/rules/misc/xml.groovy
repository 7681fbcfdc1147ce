message()
def xml = '''<issue key="X-1"><summary>A &amp; B</summary><labels><label id="1">one</label><label id="2">two</label></labels><empty/></issue>'''
def doc = new XmlSlurper().parseText(xml)
println doc.@key.text() + ' ' + doc.summary + ' ' + doc.labels.label.size()
println doc.labels.label.collect { "${it.@id}=${it.text()}" }
println doc.labels.label.find { it.@id == '2' }.text()
println '' + doc.nothing.text().isEmpty() + ' ' + doc.'**'.findAll { it.name() == 'label' }.size()
def node = new XmlParser().parseText(xml)
println node.labels[0].label*.text()
println node.@key + node.attributes().size()
def w = new StringWriter()
def mb = new groovy.xml.MarkupBuilder(w)
mb.issue(key: replica.key) {
    summary(replica.summary.trim())
    replica.labels.each { l -> label(l.label) }
}
println w
