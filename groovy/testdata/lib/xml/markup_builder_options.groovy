import groovy.xml.MarkupBuilder
def w = new StringWriter()
def m = new MarkupBuilder(w)
m.doubleQuotes = true
m.omitNullAttributes = true
m.omitEmptyAttributes = true
m.expandEmptyElements = true
m.a(x: null, y: '', z: 'q"q') { b(); c(k: 1) }
println w
w = new StringWriter()
m = new MarkupBuilder(new groovy.util.IndentPrinter(new PrintWriter(w), '', false))
m.a { b('x'); c { d() } }
println w
w = new StringWriter()
m = new MarkupBuilder(w)
m.mkp.xmlDeclaration(version: '1.0', encoding: 'UTF-8')
m.html { head { title('T') }; body { p('x'); p { b('in'); mkp.yield(' after') } } }
println w
