class StrCat { static String wow(String s) { s + ' wow' } ; static String plus(String s, Integer n) { s * n } ; static getLen(String s) { s.size() } }
class NumCat { static Integer getDays(Integer n) { n * 24 } ; static Integer wow(Integer n, m) { n + m } }
use (StrCat) { println 'a'.wow(); println 'ab'.len; println 'ab' + 3 }
use (StrCat, NumCat) { println 2.days + 'x'.wow(); println 1.wow(5) }
try { 'a'.wow() } catch (MissingMethodException e) { println 'out' }
println use(NumCat) { 3.days }
def l = use([StrCat, NumCat]) { [1.days, 'q'.len] }
println l
@Category(Integer) class IC { def triple() { this * 3 } ; boolean isBig() { this > 100 } }
use (IC) { println 5.triple(); println 500.isBig(); println 5.big }
class Over { static String toUpperCase(String s) { 'over ' + s } }
use (Over) { println 'abc'.toUpperCase() ; def f = { 'in'.toUpperCase() }; println f() }
println 'abc'.toUpperCase()
def helper() { 'x'.wow() }
use (StrCat) { println helper() }
class NullCat { static String orNone(Object o) { o == null ? 'none' : o.toString() } }
use (NullCat) { println null.orNone(); println 5.orNone() }
class Mix { def mixed() { 'mixed ' + this.class.simpleName } ; def prop = 'mp' }
class Target { def t() { 't' } }
Target.mixin(Mix)
println new Target().mixed(); println new Target().prop
@Mixin(Mix) class T2 { }
println new T2().mixed()
class LCat { static int total(List l) { l.sum() } ; static leftShift(Integer a, b) { "shl $a $b" } }
List.mixin LCat
println([1, 2, 3].total())
use(LCat) { println 1 << 2 }
