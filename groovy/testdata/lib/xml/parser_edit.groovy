def r = new XmlParser().parseText('<r><a k="1">x</a></r>')
def n = r.appendNode('b', [q: 2], 'text')
println n.getClass().name
r.appendNode('c')
r.a[0].@k = 'new'
r.a[0].value = 'changed'
println r.a.text()
println r.a.@k
println r.b.@q
println r.children()*.name()
r.remove(r.c[0])
println r.children()*.name()
r.a[0].setValue(['l'])
println r.a[0].value()
r.b[0].attributes().z = 'added'
println r.b[0].attributes()
println new Node(null, 'x', [a: 1], 'v')
println new Node(null, 'x').children()
def p = new Node(null, 'p')
new Node(p, 'kid', 'val')
println p.kid.text()
println p
def rep = new XmlParser().parseText('<r><a/><b/></r>')
rep.a[0].replaceNode { z('new') }
println rep.children()*.name()
rep.b[0] + { y() }
println rep.children()*.name()
