import groovy.transform.*
@Immutable class P { String name; int age; List tags; Map opts }
def p = new P('a', 1, ['t'], [k: 1])
println p
println new P(name: 'b')
try { p.name = 'z' } catch (e) { println e.class.name + ': ' + e.message }
try { p.tags << 'x' } catch (e) { println e.class.name }
try { p.opts.k = 2 } catch (e) { println e.class.name }
try { p.@name = 'q'; println 'set' } catch (e) { println e.class.name }
println p == new P('a', 1, ['t'], [k: 1])
println p.hashCode() == new P('a', 1, ['t'], [k: 1]).hashCode()
def l = ['o']; def q = new P('a', 1, l, null); l << 'later'; println q.tags
try { new P(nope: 1) } catch (e) { println e.class.name + ': ' + e.message.readLines()[0] }
@Immutable(copyWith = true) class C { String a; int b }
def c = new C('x', 1)
println c.copyWith(b: 9); println c.copyWith([:]).is(c); println c
@Immutable class D { Date d; P p }
def d = new D(new Date(0), p)
d.d.time = 5000
println d.d.time
try { new P('a', 'notint') } catch (e) { println e.class.simpleName }
println new P(*:[name: 's', age: 2])
class M { def x }
@Immutable(knownImmutableClasses = [M]) class F { M m }
def f = new F(new M(x: 1)); println f.m.x
@Immutable class Empty { }
println new Empty() == new Empty()
println new Empty()
@Immutable class Opt { String a = 'dflt'; int n = 3 }
println new Opt(); println new Opt(n: 8)
