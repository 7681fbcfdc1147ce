def r = new XmlParser().parseText('<root id="1" n="a&amp;b"><item k="x">one</item><item k="y">two <b>bold</b> tail</item>\n  <empty/></root>')
println r.name()
println r.@id
println r.'@n'
println r['@id']
println r.attribute('id')
println r.attributes().id
println r.attributes().size()
println r.item.size()
println r.item[0].text()
println r.item.text()
println r.item*.text()
println r.item.@k
println r.item[1].value()
println r.item[1].children().size()
println r.item[1].text()
println r.nope
println r.nope.text().inspect()
println r.nope.size()
println r.children()*.name()
println r.depthFirst().collect { it instanceof String ? it : it.name() }
println r.breadthFirst().collect { it instanceof String ? it : it.name() }
println r.'*'.size()
println r.'**'.size()
println r.item[0].parent().name()
println r.item.find { it.@k == 'y' }.b.text()
println r.item.findAll { it.@k }.size()
println r.getClass().name
println r.item.getClass().name
println r.item[0]
println r.empty[0]
println r.get('item').size()
println r.@zzz
println r.item[0].name() + r.item[0].localText()
println r.localText()
