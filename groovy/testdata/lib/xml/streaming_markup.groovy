import groovy.xml.*
def b = new StreamingMarkupBuilder()
def x = b.bind {
    mkp.xmlDeclaration()
    root(id: 1) {
        item('one <b>')
        item(k: 'x"y') { sub() }
        mkp.yield('text &')
        mkp.yieldUnescaped('<raw/>')
        mkp.comment('c')
        [1, 2].each { n -> li(n) }
    }
}
println x.toString()
def w = new StringWriter()
w << x
println w
