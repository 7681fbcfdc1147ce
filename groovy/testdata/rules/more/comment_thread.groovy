message()
def threads = [:]
issue.comments.eachWithIndex { c, i ->
    def m = c.body =~ /^(?:Re|AW)?:?\s*(\w+)/
    threads.computeIfAbsent(m ? m[0][1] : 'none') { [] } << i
}
println threads
def quote = { String s -> s.readLines().collect { "> $it" }.join('\n') }
println quote(issue.comments[0].body)
def bodies = issue.comments*.body.collect { it.replaceAll(/<\/?\w+>/, '').replaceAll(/\*(\w+)\*/, '$1') }
println bodies
println bodies.collect { it.tokenize(' ').size() }
println issue.comments.collect { "${it.created.format('MM/dd')}-${it.author?.username?.getAt(0) ?: '?'}" }
println issue.comments.findAll { it.created > new Date(1709750000000L) }*.id
def last = issue.comments.max { it.created }
println last.id + ' ' + (last.is(issue.comments[-1]))
