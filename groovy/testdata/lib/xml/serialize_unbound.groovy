// What is written again must have right names, too.
['<A A:=""/>', '<A:/>', '<A B:x=""/>', '<x:A/>', '<a><x:b xmlns:x="u"/><x:b/></a>', '<:A/>', '<A xml:lang="en"/>', '<x:a xmlns:x="u" x:b="1"><x:c/></x:a>'].each {
    try { println groovy.xml.XmlUtil.serialize(it).trim() } catch (Exception e) { println "$it is refused" }
    try { println new XmlSlurper().parseText(it).name() } catch (Exception e) { println "$it is refused" }
}
