message()
def h(Map attrs = [:], String tag, body = '') {
    def a = attrs.collect { k, v -> " $k='${v.toString().replace("'", '&#39;')}'" }.join()
    "<$tag$a>${body instanceof Closure ? body() : body}</$tag>"
}
println h('p', 'text')
println h('a', 'x', href: "it's")
println h('ul', { replica.labels.collect { h('li', it.label) }.join() }, class: 'l')
def w = new StringWriter()
new groovy.xml.MarkupBuilder(new IndentPrinter(new PrintWriter(w), '', false)).div(id: 'd') {
    b('bold & <x>')
    mkp.yield('text')
    br()
}
println w
def rows = [['k', 'v'], ['a', 1], ['b', null]]
println rows.withIndex().collect { r, i -> "<tr>" + r.collect { i == 0 ? "<th>$it</th>" : "<td>${it ?: ''}</td>" }.join('') + "</tr>" }.join('')
