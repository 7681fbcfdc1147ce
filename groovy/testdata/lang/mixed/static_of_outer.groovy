class Outer {
    static int made = 3
    static String getLabel() { 'outer' }
    static class Nested {
        def who() { "nested $made $label" }
        static at() { made + 1 }
    }
}
println new Outer.Nested().who()
println Outer.Nested.at()
class Sc { static m() { 'orig' }; def i() { m() } }
Sc.metaClass.static.m = { 'new' }
println Sc.m() + ' ' + new Sc().i() + ' ' + new Sc().m()
def o = new Object()
o.metaClass.hi = { "hi $it" }
println o.hi('x')
try { new Object().hi(1) } catch (MissingMethodException e) { println 'only o' }
