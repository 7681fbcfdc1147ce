def m(e) { e.class.simpleName + ':' + e.message?.readLines()?.getAt(0) }
boolean b1 = null
println b1
boolean b2 = null
def c2 = { b2 }
println b2
b2 = null
println b2
b2 = 'x'
println b2
try { int i1 = null; println i1 } catch (e) { println m(e) }
try { int i2 = null; def c = { i2 }; println i2 } catch (e) { println m(e) }
int i3 = 1
try { i3 = null; println i3 } catch (e) { println m(e) }
int i4 = 1
def c4 = { i4 }
try { i4 = null; println i4 } catch (e) { println m(e) }
try { i4 = 'a'; println i4 } catch (e) { println m(e) }
try { i4 = 'ab'; println i4 } catch (e) { println m(e) }
try { i4 = 2.7; println i4 } catch (e) { println m(e) }
def f(boolean b) { b = null; b }
println f(true)
def f2(boolean b) { def c = { b }; b = null; b }
println f2(true)
def f3(int b) { def c = { b = null; b }; c() }
try { println f3(1) } catch (e) { println m(e) }
def f4(int b) { b = null; b }
try { println f4(1) } catch (e) { println m(e) }
def g = { boolean b -> b = null; b }
println g(true)
def g2 = { int b -> b = null; b }
try { println g2(1) } catch (e) { println m(e) }
def g3 = { int b -> def h = { b }; b = null; b }
try { println g3(1) } catch (e) { println m(e) }
class K { boolean b; int i; Boolean bb; Integer ii
  def s1() { b = null; b }
  def s2() { i = null; i }
  def s3() { this.b = null; b }
  def s4() { this.i = null; i }
  def s5() { [1].each { i = null }; i }
  def s6() { [1].each { b = null }; b } }
for (n in 1..6) try { println new K()."s$n"() } catch (e) { println m(e) }
try { println new K(b: null).b } catch (e) { println m(e) }
try { println new K(i: null).i } catch (e) { println m(e) }
try { println new K(bb: null).bb } catch (e) { println m(e) }
def k = new K()
try { k.b = null; println k.b } catch (e) { println m(e) }
try { k.i = null; println k.i } catch (e) { println m(e) }
try { k.@i = null; println k.i } catch (e) { println m(e) }
try { k.@b = null; println k.b } catch (e) { println m(e) }
try { k.setI(null); println k.i } catch (e) { println m(e) }
try { k.setB(null); println k.b } catch (e) { println m(e) }
try { k['i'] = null; println k.i } catch (e) { println m(e) }
try { k.i = 'x'; println k.i } catch (e) { println m(e) }
try { k.i = 'xx'; println k.i } catch (e) { println m(e) }
try { k.i = 2.5; println k.i } catch (e) { println m(e) }
try { println([b: null, i: null] as K) } catch (e) { println m(e) }
char ch = 'a'
char ch2 = 'a'
def cc = { ch2 }
try { ch2 = null; println ch2 } catch (e) { println m(e) }
try { ch2 = 'xy'; println ch2 } catch (e) { println m(e) }
long l1 = 5
def cl = { l1 }
try { l1 = null; println l1 } catch (e) { println m(e) }
double dd = 5
def cd = { dd }
try { dd = null; println dd } catch (e) { println m(e) }
try { dd = 3; println dd; println dd.class } catch (e) { println m(e) }
for (boolean x in [null, true]) println x
for (boolean x in [null, true]) { def z = { x }; println x }
try { for (int x in [null, 1]) println x } catch (e) { println m(e) }
boolean r() { null }
println r()
int r2() { null }
try { println r2() } catch (e) { println m(e) }
def (boolean v1, int v2) = [null, 1]
println v1
try { def (int v3, int v4) = [null, 1]; println v3 } catch (e) { println m(e) }
def (boolean w1, int w2) = [null, 1]
def cw = { w1 }
println w1
