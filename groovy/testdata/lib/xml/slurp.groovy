def show(Object... x) { println x.collect { it.toString() }.join(' | ') }
def t = '<root a="1" xmlns:n="urn:n"><item id="1">one</item><item id="2" k="v"><b>two</b> tail</item><n:ns>q</n:ns><e/></root>'
def r = new XmlSlurper().parseText(t)
show(r.@a.text(), r.item.size(), r.item[0].text(), r.item[1].@id, r.item*.@id, r.item.find { it.@id == '2' }.b)
show(r.item.collect { it.@id.text() }, r.'*'.size(), r.children().size(), r.item.findAll { it.@id.toInteger() > 1 }.size())
show(r.item[1].text(), '|', r.item[0].name(), '|', r.e.text(), '|', r.nope.text(), '|', r.nope.size(), '|', r.item.text())
show(r.depthFirst().collect { it.name() }, r.breadthFirst().collect { it.name() }, r.'**'.find { it.name() == 'b' })
show(r.item[0].parent().name(), r.item[1].attributes(), r.item[0].isEmpty(), r.nope.isEmpty(), r.item[5].isEmpty())
show(r.ns.text(), r.'n:ns'.text(), r.declareNamespace(n: 'urn:n').'n:ns')
println r.item[0] == 'one' && r.item[0].toString() == 'one' && r.item[1].b as String == 'two' && r.@a.toInteger() == 1
r.item.each { println it.name() + it.@id }
r.item[0].replaceBody('changed'); r.item[1].@id = '9'; r.appendNode { extra(x: 1) { y 'z' } }
show(groovy.xml.XmlUtil.serialize(r).readLines().size(), groovy.xml.XmlUtil.serialize(r))
println new XmlSlurper(false, false).parseText('<a x="1">t<b/>u</a>').text()
try { new XmlSlurper().parseText('<a><b></a>') } catch (e) { println e.class.name + ': ' + e.message }
def p = new XmlParser().parseText(t)
show(p.@a, p.item.size(), p.item[0].text(), p.item*.@id, p.item[1].children(), p.attributes(), p.name(), p.children().size())
show(p.item[1].b.text(), p.item.findAll { it.@id == '1' }*.text(), p.depthFirst()*.name(), p.'**'.b*.text(), p.item[0].parent().name(), p.value().size())
p.item[0].value = 'nv'; p.item[1].@k = 'changed'; p.appendNode('added', [q: 1], 'txt'); p.remove(p.e[0]); p.item[0].attributes().remove('id')
println groovy.xml.XmlUtil.serialize(p)
show(new XmlParser(false, false).parseText('<a x="1">t</a>').toString(), p.item[0], new Node(null, 'n', [a: 1], 'v'))
new XmlNodePrinter(new PrintWriter(System.out, true)).print(new XmlParser().parseText('<a x="1"><b>t</b><c/></a>'))
show(new XmlParser().parseText('<a> <b/> </a>').children().size(), p.item.'@id', p.get('item').size(), p['@a'], p.getAt('item').size())
def n = new NodeBuilder().html { head { title 'T' }; body(id: 1) { p 'x'; p 'y' } }
show(n.body.p*.text(), n.body.@id, n.head.title.text())
