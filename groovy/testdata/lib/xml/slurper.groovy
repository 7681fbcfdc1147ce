def r = new XmlSlurper().parseText('''<?xml version="1.0"?>
<!-- c -->
<root id="1" n='a&amp;b'>
  <item k="x">one</item>
  <item k="y">two <b>bold</b> tail</item>
  <group><item k="z"><![CDATA[<raw>&]]></item></group>
  <empty/>
  <sp>  padded  </sp>
</root>''')
println r.name()
println r.text().inspect()
println r.toString().inspect()
println r.@id
println r.@id.text()
println r.@id.toInteger() + 1
println r['@id']
println r.item.size()
println r.item.text()
println r.item*.text()
println r.item.@k
println r.item.@k*.text()
println r.item[1].text().inspect()
println r.item[5].text().inspect()
println r.item[5].size()
println r.item[-1].text()
println r.nope.size()
println r.nope.text().inspect()
println r.children().size()
println r.children()*.name()
println r.depthFirst().collect { it.name() }
println r.'**'.collect { it.name() }
println r.breadthFirst().collect { it.name() }
println r.'*'.collect { it.name() }
println r.item.find { it.@k == 'y' }.text()
println r.item.findAll { it.@k != 'q' }.size()
println r.'**'.find { it.@k == 'z' }.text()
println r.'**'.findAll { it.name() == 'item' }.size()
