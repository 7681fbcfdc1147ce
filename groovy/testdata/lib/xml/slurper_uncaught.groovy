println 1
new XmlSlurper().parseText('<a><b></a>')
