def xml = '''<root id="1" xmlns:n="urn:n">
  <item k="a">one</item>
  <item k="b">two<sub>deep</sub> tail</item>
  <n:item k="c">ns</n:item>
  <empty/>
  <list><e>1</e><e>2</e><e>3</e></list>
</root>'''
def r = new XmlSlurper().parseText(xml)
println r.name()
println r.@id
println r.item.size()
println r.item[0].text() + r.item[1].text()
println r.item*.@k
println r.item.collect { it.@k.text() }
println r.item.find { it.@k == 'b' }.sub
println r.item.findAll { it.@k in ['a', 'b'] }.size()
println r.'**'.findAll { it.name() == 'e' }*.text()
println r.depthFirst().collect { it.name() }
println r.breadthFirst().collect { it.name() }
println r.'*'.size()
println r.children().collect { it.name() }
println r.list.e.collect { it.toInteger() }.sum()
println r.list.e*.text().join(',')
println r.nothing.text() + '|' + r.nothing.size() + '|' + r.nothing.isEmpty() + '|' + (r.nothing ? 'y' : 'n')
println r.item[1].parent().name()
println r.item[5].text() + '|'
println r.item[-1].@k
println r.empty.text() == ''
println r.list.e[0].toDouble() + r.list.e[1].toBigDecimal() + r.list.e[2].toLong()
println r.item.@k.text()
println r.item[0].attributes()
println r.attributes().size()
println r.list.e.list()*.text()
println r.item[0] == 'one'
println "${r.item[0]}"
println r.item[0].getClass().name
println r.list.e.getClass().name
println r.text()
def nn = new XmlSlurper().parseText(xml).declareNamespace(x: 'urn:n')
println nn.'x:item'.text()
println nn.'x:item'.@k
println r.item.any { it.text() == 'one' }
println r.item.every { it.@k != '' }
println r.list.e.max { it.text() as int }
println r.item[0].namespaceURI() + '|'
println r.item.text()
println r.item.name()
println r.localText()
println r.list.e.eachWithIndex { e, i -> print "$i:$e " }.size()
println r.find { it.name() == 'root' }.@id
println r.list.e.first().text() + r.list.e.last().text()
println r.list.children().size()
println r.item.@missing.text().empty
println r['@id']
println r['item'][0]
println r.list['e'][1]
