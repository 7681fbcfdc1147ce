def w = new StringWriter()
new groovy.xml.MarkupBuilder(w).p('a & b', id: 'x')
println w
