import groovy.transform.EqualsAndHashCode
@EqualsAndHashCode class A { String n; int a; def l }
@EqualsAndHashCode(excludes = 'a') class B { String n; int a }
@EqualsAndHashCode(includes = 'a') class C { String n; int a }
@EqualsAndHashCode(callSuper = true) class D extends A { def d }
@EqualsAndHashCode(includeFields = true) class E2 { private int f; E2(int f) { this.f = f } }
@EqualsAndHashCode class F extends A { def f }
println new A(n: 'x', a: 1) == new A(n: 'x', a: 1)
println new A(n: 'x', a: 1) == new A(n: 'x', a: 2)
println new A(n: 'x').hashCode() == new A(n: 'x').hashCode()
println new A(n: 'x', a: 1).hashCode()
println new A().hashCode()
println new A(l: [1, 2]) == new A(l: [1, 2])
println new B(n: 'x', a: 1) == new B(n: 'x', a: 2)
println new C(n: 'x', a: 1) == new C(n: 'y', a: 1)
println new D(n: 'x', d: 1) == new D(n: 'y', d: 1)
println new D(n: 'x', d: 1) == new D(n: 'x', d: 1)
println new D(n: 'x', d: 1).hashCode()
println new E2(1) == new E2(1)
println new E2(1) == new E2(2)
println new F(n: 'q', f: 1) == new F(n: 'z', f: 1)
println new A(n: 'x') == new F(n: 'x')
println new A() == null
println new A() == 'x'
def s = [new A(n: 'k'), new A(n: 'k'), new A(n: 'z')] as Set
println s.size()
def m = [(new A(n: 'k')): 1]
println m[new A(n: 'k')]
println new A(n: 'k').canEqual(new A())
println new F(n: 'k').equals(new A(n: 'k'))
println([new A(n: 'u'), new A(n: 'u')].unique().size())
println new A(n: 'x').equals(new A(n: 'x'))
println new A(n:'x') != new A(n:'y')
