class O { def fld = { it == 7 }; def f2(a) { a == 3 }; String toString() { 'O!' } }
class T { def x = 2; String toString() { throw new IllegalStateException('x') } }
class E { String toString() { '' } }
class N { String toString() { null } }
def f = { z -> false }
def g = { z -> { w -> false } }
def l = [{ z -> null }, 5, 6]
def m = [a: { z -> null }, b: 1]
def o = new O()
def t = new T()
def e = ''
def bad = new E()
def c = 'abc'.toCharArray()
def x = 5, y = 6
def s = 'abc'
def d = 2.50
def def1 = new N()
def f3(a) { a == 3 }
try { assert l[0] == l[1]  } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert l[0..1] == 3 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert l[-1] == 0 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert 'abc'[0, 1] == 'zz' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert s =~ /z/ } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert s ==~ /z/ } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert (s =~ /a/).find() == false } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert s.toUpperCase().substring(1) == "$s-${s.size()}" } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert "$s" == 'z' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert "a${s}b${x}" == 'z' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert "a${s + s}b" == 'z' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert null } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert null == 3 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert e.size() } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x <=> 5 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x == 3; println 'not here' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.with { it + 1 } == 0 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.with({ it + 1 }) == 0 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.with { it + 1 }.toString() == 0 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert (x == 3) } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
