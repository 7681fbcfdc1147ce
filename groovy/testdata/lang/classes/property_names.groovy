class B { def getFoo() { 1 } ; def getURL() { 2 }; boolean isBar() { true } ; void setQux(x) { println "set $x" } ; def n() { URL } ; def o() { uRL } ; def getX() { 9 } ; def x2() { X } }
def b = new B()
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (e) { println "$n: ${e.class.simpleName}" } }
tr('1') { b.Foo }
tr('2') { b.foo }
tr('3') { b.URL }
tr('4') { b.uRL }
tr('5') { b.Bar }
tr('6') { b.Qux = 1 }
tr('7') { b.n() }
tr('8') { b.o() }
tr('9') { b.x2() }
tr('10') { b.X }
tr('11') { b['Foo'] }
tr('12') { b."Foo" }
tr('13') { new Date(0).Time }
tr('14') { 'x'.Bytes.length }
tr('15') { b.with { Foo } }
