def c = new ConfigObject()
c.a.b.c = 5
c.name = 'x'
println c
println c.a.b.c
println c.flatten()
println c.a
println c.containsKey('zz')
println c.zz
println c.size()
println c.getClass().name
println c.toProperties()
c.list = [1, 2]
println c.list
def d = new ConfigObject()
d.a.b.d = 6
println c.merge(d)
println c.isSet('name')
println c.isSet('nope')
println c.clone()
println c.prettyPrint()
def w = new StringWriter()
c.writeTo(w)
println w
