import groovy.xml.MarkupBuilder
def w = new StringWriter()
def m = new MarkupBuilder(w)
m.'x:a'('xmlns:x': 'urn:x', 'x:k': 'v') { m.'x:b'('t') }
println w
