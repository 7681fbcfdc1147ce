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
try { assert ((x) == (3)) } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert (x).equals(3) } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert !x.equals(x) } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.equals(3) == (x == 3) } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.class == String } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.class.name == 'z' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.getClass().getSimpleName() == 'z' } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert t.x == 9 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert t == 9 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert bad == 2 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x.toString().toString().toString() == 1 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert 1 + 2 * 3 - 4 == 100 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert 1 == 2 } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert 2 == 1 + x } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x == null } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert null == x } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert 'äöü' == s } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x != x } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert x == y == true } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
try { assert (x..y) == [3] } catch (Throwable ex) { println ex.message.replaceAll(/@[0-9a-f]+/, '@H').replaceAll(/closure\d+/, 'closureN') }
