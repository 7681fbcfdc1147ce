message()
class Builder {
    def lines = []
    def prefix = '>'
    def row(Map attrs = [:], String name, Closure c = null) {
        lines << "$prefix$name${attrs ?: ''}"
        if (c) {
            def sub = new Builder(prefix: prefix * 2)
            c.delegate = sub
            c.resolveStrategy = Closure.DELEGATE_FIRST
            c()
            lines.addAll(sub.lines)
        }
        this
    }
    def methodMissing(String name, args) { row(name, *args) }
    def propertyMissing(String name) { "?$name" }
}
def build(@DelegatesTo(Builder) Closure c) { def b = new Builder(); b.with(c); b.lines }
println build {
    row 'a'
    row('b', x: 1) {
        row 'c'
        row "d-${prefix}"
    }
    other()
    lines << unknown
}
def map = [name: 'x', tags: []]
map.with {
    name = name.toUpperCase()
    tags << 'y'
    size = tags.size()
}
println map
println 'text'.with { it.size() + length() }
def c = { -> "$name/${owner.class.simpleName}".size() > 0 ? name : '' }
c.delegate = [name: 'del']
println c()
