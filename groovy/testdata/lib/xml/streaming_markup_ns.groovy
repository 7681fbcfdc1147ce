import groovy.xml.StreamingMarkupBuilder
def s = new StreamingMarkupBuilder().bind {
    mkp.declareNamespace(x: 'urn:x')
    x.a { x.b('t'); c() }
}
println s.toString()
