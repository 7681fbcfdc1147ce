change()
def sections = [:]
def current = 'intro'
issue.description.eachLine { line ->
    def m = line =~ /^h\d\.\s+(.+)$/
    if (m) { current = m[0][1] }
    else sections[current] = (sections[current] ?: '') + line + '\n'
}
println sections.keySet()
println sections.Steps.readLines().findAll { it.startsWith('#') }.size()
def steps = sections['Steps'].readLines().findAll { it =~ /^#/ }.collect { it.replaceFirst(/^#\s*/, '') }
replica.steps = steps.withIndex(1).collect { s, i -> "$i) $s" }
replica.code = issue.description.find(/(?s)\{code.*?\}(.*?)\{code\}/) { all, body -> body.trim() }
replica.hasLog = issue.description.contains('{{') && issue.description.indexOf('}}') > 0
replica.firstUrl = issue.description.find(~/https?:\/\/[^\s\]|]+/)
replica.host = new URL(replica.firstUrl).host
replica.query = new URI(replica.firstUrl).query.split('&').collectEntries { it.split('=').toList() }
replica.words = issue.description.split(/\W+/).findAll { it.size() > 5 }.unique().size()
show(replica)
