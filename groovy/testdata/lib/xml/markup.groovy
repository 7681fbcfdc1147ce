import groovy.xml.*
def w = new StringWriter()
def m = new MarkupBuilder(w)
m.html(lang: 'en') { head { title 'T & <x>' }; body { p('a', class: 'c"q'); p { b 'x'; mkp.yield ' & '; mkp.yieldUnescaped '<i/>' }; br(); ul { [1, 2].each { i -> li(i) } }; 'my-tag'('z'); mkp.comment 'note' } }
println w
w = new StringWriter(); m = new MarkupBuilder(new IndentPrinter(w, '', false)); m.doubleQuotes = true; m.omitEmptyAttributes = true; m.omitNullAttributes = true
m.a(x: null, y: '', z: 1) { b(); c '' }; println w
w = new StringWriter(); new MarkupBuilder(w).with { mkp.xmlDeclaration(version: '1.0', encoding: 'UTF-8'); root('xmlns:n': 'urn:x') { 'n:child' 'v' } }; println w
def s = new StreamingMarkupBuilder().bind { mkp.xmlDeclaration(); root(a: 1) { child 'x<y'; empty(); mkp.yield '&'; mkp.yieldUnescaped '<r/>'; mkp.comment 'c'; mkp.pi(x: [a: 1]) } }
println s
println XmlUtil.serialize(s.toString())
def b = new StreamingMarkupBuilder(); b.useDoubleQuotes = true; b.encoding = 'UTF-8'
println b.bind { mkp.declareNamespace('': 'urn:d', p: 'urn:p'); p.el(k: 'v') { q 'z' } }
println new StreamingMarkupBuilder().bind { list { [[n: 'a'], [n: 'b']].each { x -> item(name: x.n) { value(x.n * 2) } } } }.toString()
w = new StringWriter(); def mb = new MarkupBuilder(w); mb.expandEmptyElements = true; mb.r { e() }; println w
w = new StringWriter(); mb = new MarkupBuilder(w); mb.escapeAttributes = false; mb.r(a: '<'); println w
mb = new MarkupBuilder(w = new StringWriter()); mb.table { (1..2).each { r -> tr { (1..2).each { c -> td("$r$c") } } } }; println w.toString().readLines().size()
