import groovy.transform.*
@ToString class A { String name; int age; private secret = 's'; List l = [1] }
@ToString(includeNames = true) class B { String name; int age }
@ToString(includeNames = true, excludes = 'age') class C { String name; int age; def q }
@ToString(includes = ['age', 'name']) class D { String name; int age; def q }
@ToString(includeFields = true, includeNames = true) class E2 { String name; private int age = 4; public pub = 'p' }
@ToString(ignoreNulls = true, includeNames = true) class F { String name; def age }
@ToString(includePackage = false) class G { def x = 1 }
@ToString(includeSuper = true) class H extends A { def h = 'h' }
@ToString(includeSuperProperties = true, includeNames = true) class I extends A { def i = 'i' }
@ToString(cache = true) class J { def x = 1 }
@ToString class K { K other; String n; static st = 5; final fin = 6; boolean flag = true }
@ToString class L { String getComputed() { 'comp' }; def x = 2 }
@ToString class M { String toString2() { 'x' }; String toString() { 'own' } }
@ToString class N { }
@ToString(includeNames=true) class O { Map m = [a: 1]; String s = ''; def nul; Closure c }
println new A(name: 'a', age: 3)
println new B(name: 'a', age: 3)
println new C(name: 'a', age: 3)
println new D(name: 'a', age: 3)
println new E2(name: 'a')
println new F(name: 'a'); println new F()
println new G()
println new H(name: 'n', age: 1)
println new I(name: 'n', age: 1)
def j = new J(); println j; j.x = 5; println j
println new K(n: 'z', other: new K(n: 'in'))
def k = new K(); k.other = k; println k
println new L()
println new M()
println new N()
println new O()
println "${new B(name: 'g')}" + new B()
println([new G(), new G()])
