println new XmlSlurper().parseText('<p>a<b>b</b>c<!-- x -->d<![CDATA[<e>]]></p>').text()
