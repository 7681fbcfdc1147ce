for (bad in ['<a>', '<a></b>', 'nope', '', '<a b></a>', '<a/><b/>', '<a b="1" b="2"/>', '<a>&nope;</a>', '<a>&</a>', '<a b=1/>', '<a><b></a>', '<a>\n<b>\n</c></a>', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a', '<a>x</a>tail', '<1/>', '<a <b/>', '<x:a/>', '<a>]]></a>', '<a b="<"/>', ' <?xml version="1.0"?><a/>', '<a><!-- -- --></a>', '<a>&#0;</a>'])
    try {
        println new XmlSlurper().parseText(bad)
    } catch (e) {
        println "${e.getClass().name}: ${e.message}"
    }
println new XmlSlurper().parseText('<a>&#65;&#x42;&lt;&gt;&quot;&apos;&amp;</a>')
try { new XmlSlurper().parseText('<a>\n  <b>\n</a>') } catch (org.xml.sax.SAXParseException e) { println "${e.lineNumber} ${e.columnNumber}" }
