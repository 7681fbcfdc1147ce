import groovy.xml.XmlUtil
println XmlUtil.escapeXml('a < b && c > "d"')
println XmlUtil.escapeXml('plain')
