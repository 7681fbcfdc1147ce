import groovy.xml.XmlUtil
println XmlUtil.serialize('<a>\n\n text\n\n<b/>\n\n\n<c>\n\nq\n</c>\ntail</a>')
println XmlUtil.serialize('<a>x\n<b/>\ny\n</a>')
def p = new XmlParser().parseText('<r><i n="x">one</i><i n="y">two<b/></i></r>')
println XmlUtil.serialize(p)
