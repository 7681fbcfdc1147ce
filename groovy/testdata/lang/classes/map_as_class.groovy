class P3 {
    def b = p4
}
def m(e) { e.class.simpleName + ':' + e.message?.readLines()?.getAt(0) }
class P2 { }
class P5 { int n; def q() { 1 } }
try { println(([z: { 3 }] as P5).z()) } catch (e) { println m(e) }
try { println(([q: { 3 }] as P5).q()) } catch (e) { println m(e) }
try { println(([n: 5, z: 1] as P5).n) } catch (e) { println m(e) }
try { P5 p = [z: 1]; println p.n } catch (e) { println m(e) }
class P6 { int n; P6(int x) { n = x } }
try { println(([n: 5] as P6).n) } catch (e) { println m(e) }
class P7 { int n; P7(Map x) { n = 9 } }
try { println(([n: 5] as P7).n) } catch (e) { println m(e) }
class P8 { private int n }
try { println(([n: 5] as P8).n) } catch (e) { println m(e) }
final class P9 { int n }
try { println(([n: 5] as P9).n) } catch (e) { println m(e) }
try { println(([z: 5] as P9).n) } catch (e) { println m(e) }
try { println(([:] as P5).n) } catch (e) { println m(e) }
P3 v10 = new P3(a: 1, b: 1)
