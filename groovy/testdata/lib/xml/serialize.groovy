import groovy.xml.XmlUtil
println XmlUtil.serialize('<a><b>x</b><c/></a>')
println XmlUtil.serialize(new XmlParser().parseText('<a k="1"><b>x</b><c/><d><e>1</e></d></a>'))
println XmlUtil.serialize(new XmlSlurper().parseText('<a k="1"><b>x</b><c/><d><e>1 &lt; 2</e></d></a>'))
println XmlUtil.serialize(new XmlSlurper().parseText('<a>two <b>bold</b> tail</a>'))
println XmlUtil.escapeXml('<a href="x">&\'</a>')
println XmlUtil.escapeControlCharacters('a\tb\u0001é')
