class A { String v = 'av' }
A.metaClass.constructor = { String s, int n -> new A(v: s * n) }
println new A('q', 3).v
A.metaClass { constructor { int n -> new A(v: "n$n") } }
println new A(5).v
