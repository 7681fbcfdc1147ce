def mk = { new XmlSlurper().parseText('<r id="7"><a k="1">1</a><a>2</a><b>3</b></r>') }
def r = mk()
println r.a + r.b
println((r.a + r.b)*.text())
println((r.a + [1]).class.name)
println((r.a.@k + r.@id)*.text())
println r.a + 'x'
println r.b + 5
println r.zz + 'q'
try { println r.@id + 'z' } catch (ClassCastException e) { println e.class.name }
println 'x' + r.b
println r.zz + r.b
