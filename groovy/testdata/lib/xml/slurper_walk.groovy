def r = new XmlSlurper().parseText('<r id="1"><i k="x">one</i><i k="y">two</i><g><i k="z">3</i></g></r>')
r.i.each { println it.text() + it.@k }
println r.i.collect { it.@k.text() }
println r.g.i.parent().name()
println r.attributes()
println r.i[0] == 'one'
println r.@id == '1'
println r.@id == 1
println "${r.i[0]}|${r.@id}"
println r.i.list().size()
println r.i.any { it.text() == 'one' }
println r.i.every { it.@k }
println r.i.max { it.@k.text() }.text()
println r.i.findIndexOf { it.@k == 'y' }
for (x in r.i) println x.@k
println r.i.inject('') { a, b -> a + b.@k }
println r.i.groupBy { it.@k.text() }.keySet()
println r.i.sum { it.text().size() }
println r.i.join(',')
println r.i[0..1].size()
println r.a.b.c.text().inspect()
println r.@zzz.text().inspect()
println r.@zzz.isEmpty()
println r.nope.isEmpty()
println r.i.name()
println r.@id.name()
println r.g.i.toInteger() * 2
println r instanceof groovy.util.slurpersupport.GPathResult
r.i.eachWithIndex { n, k -> println "$k ${n.@k}" }
println r.i.collectEntries { [(it.@k.text()): it.text()] }
println r.i*.@k
println r.i.'@k'
println r.i.find { it.text() == 'none' }.size()
println r.i.find { it.text() == 'none' } ? 'some' : 'none'
println r.nope ? 'some' : 'none'
println r.i.first().text() + r.i.last().text()
println r.children().collect { it.name() + it.children().size() }
