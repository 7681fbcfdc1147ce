import groovy.xml.MarkupBuilder
def w = new StringWriter()
def m = new MarkupBuilder(w)
m.root(id: 1, name: 'a"b<c>&\'d') {
    item('one')
    item(k: 'x', 'two')
    item(k: 'y') { sub('3') }
    empty()
    empty2(a: 1)
    nul(null)
    num(12)
    esc('<&>"\'')
    mkp.yield('text <b>')
    mkp.yieldUnescaped('<raw/>')
    mkp.comment('a comment')
    m.'with-dash'('d')
    list { [1, 2].each { n -> li("n$n") } }
}
println w
