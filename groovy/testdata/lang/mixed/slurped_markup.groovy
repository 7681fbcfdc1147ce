import groovy.xml.*
def x = new XmlSlurper().parseText('<a><b id="1" k="&lt;">t &amp; u</b><c/></a>')
println new StreamingMarkupBuilder().bind { root { mkp.yield x.b } }
println new StreamingMarkupBuilder().bind { mkp.yield x }
println new StreamingMarkupBuilder().bind { top { mkp.yield(x.b); z 'q' } }
println new StreamingMarkupBuilder().bindNode(x)
x.b.@id = '2'
x.appendNode { d 'new' }
println new StreamingMarkupBuilder().bind { mkp.yield x }
