message()
def report = replica.comments.groupBy { it.author?.displayName ?: 'Nobody' }
    .collect { who, list -> [who: who, n: list.size(), last: list*.created.max()] }
    .sort { a, b -> b.n <=> a.n ?: a.who <=> b.who }
report.each { println "${it.who.padRight(12)}${it.n.toString().padLeft(3)}  ${it.last.format('yyyy-MM-dd HH:mm')}" }
def (mine, others) = replica.comments.split { it.author != null }
println mine.size() + "/" + others.size()
println replica.comments.findIndexOf { it.internal }
println replica.comments.findIndexValues { !it.internal }
println replica.comments*.id.collate(2, false)
println replica.comments.collectEntries { [it.id, it.body.length()] }.sort { -it.value }.take(2)
println replica.comments.min { it.body.size() }.body
println replica.comments.withIndex().collect { c, i -> "$i:$c.id" }
println ((1..3).collectMany { n -> (1..n).toList() }.countBy { it })
