def r = new XmlParser().parseText('<x:a xmlns:x="urn:x"><x:b>t</x:b><c/></x:a>')
println r.name()
println r.name().getClass().name
println r.name().localPart
println r.name().namespaceURI
def ns = new groovy.xml.Namespace('urn:x', 'x')
println r[ns.b].text()
println r.c.size()
println r.'x:b'.text()
def n = new XmlParser(false, false).parseText('<x:a xmlns:x="urn:x"><x:b>t</x:b></x:a>')
println n.name()
println n.'x:b'.text()
println n.attributes()
