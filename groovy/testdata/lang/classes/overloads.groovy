def m(e) { e.class.simpleName + ':' + e.message?.readLines()?.getAt(0)?.replaceAll(/ is applicable.*/, '') }
def t = { n, Closure c -> try { println "$n: ${c()}" } catch (e) { println "$n: ${m(e)}" } }
class A {}
class B extends A implements Comparable { int compareTo(o) { 0 } }
interface I1 {}
interface I2 extends I1 {}
class C extends B implements I2 {}
class S {
  def f(Object o) { 'Object' }
  def f(String s) { 'String' }
  def f(Integer s) { 'Integer' }
  def f(List s) { 'List' }
  def g(String s) { 'String' }
  def g(Integer s) { 'Integer' }
  def h(int i) { 'int' }
  def h(long i) { 'long' }
  def h(double i) { 'double' }
  def h(BigDecimal i) { 'BigDecimal' }
  def k(Object... o) { 'Object...' + o?.size() }
  def k(String s) { 'String' }
  def k(Object o) { 'Object' }
  def l(Object... o) { 'Object...' + o?.size() }
  def l(int a, Object... o) { 'int,Object...' + o?.size() }
  def l(int a, int b) { 'int,int' }
  def n(A a) { 'A' }
  def n(B a) { 'B' }
  def n(I1 a) { 'I1' }
  def o(A a) { 'A' }
  def o(I1 a) { 'I1' }
  def o(Object a) { 'Object' }
  def p(Cloneable a) { 'Comparable' }
  def p(A a) { 'A' }
  def q(Number n) { 'Number' }
  def q(Object n) { 'Object' }
  def q(Comparable n) { 'Comparable' }
  def r(Collection n) { 'Collection' }
  def r(Iterable n) { 'Iterable' }
  def r(Object n) { 'Object' }
  def s(Closure n) { 'Closure' }
  def s(Runnable n) { 'Runnable' }
  def s(Object n) { 'Object' }
  def u(Map m) { 'Map' }
  def u(Map m, Object o) { 'Map,Object' }
  def u(Object o) { 'Object' }
  def v(x) { '1' }
  def v(x, y) { '2' }
  def w(Object[] x) { 'Object[]' }
  def w(Object x) { 'Object' }
  def x(String a, Object b) { 'String,Object' }
  def x(Object a, String b) { 'Object,String' }
  def y(Integer a) { 'Integer' }
  def y(Number a) { 'Number' }
  def y(long a) { 'long' }
  def z(char c) { 'char' }
  def z(String c) { 'String' }
  def aa(Set x) { 'Set' }
  def aa(List x) { 'List' }
  def bb(CharSequence x) { 'CharSequence' }
  def bb(Object x) { 'Object' }
  def cc(String... x) { 'String...' + x?.size() }
  def cc(Integer... x) { 'Integer...' + x?.size() }
  def dd(double x) { 'double' }
  def dd(Object x) { 'Object' }
  def ee(float x) { 'float' }
  def ee(double x) { 'double' }
  def ff(BigDecimal x) { 'BigInteger' }
  def ff(double x) { 'double' }
  def gg(boolean x) { 'boolean' }
  def gg(Object x) { 'Object' }
  def hh(int[] x) { 'int[]' }
  def hh(Object x) { 'Object' }
  def hh(Object... x) { 'Object...' }
}
def s = new S()
def vals = [null: null, str: 'a', gstr: "${1}", int: 1, long: 1L, dec: 1.5, dbl: 1d, flt: 1f, big: 1G, chr: 'c' as char, byte: 1 as byte, short: 1 as short, bool: true,
 list: [1], alist: [1] as ArrayList, llist: [1] as LinkedList, set: [1] as Set, map: [a: 1], rng: 1..2, A: new A(), B: new B(), C: new C(), arr: [1] as Object[], iarr: [1] as int[], sarr: ['a'] as String[], cls: String, date: new Date(0), sb: new StringBuilder('x')]
for (name in ['f', 'g', 'h', 'k', 'l', 'n', 'o', 'p', 'q', 'r', 's', 'u', 'v', 'w', 'y', 'z', 'aa', 'bb', 'dd', 'ee', 'ff', 'gg', 'hh']) {
  if (name != 'hh') t("$name()") { s."$name"() }
  vals.each { k, v -> t("$name($k)") { s."$name"(v) } }
}
for (name in ['k', 'l', 'u', 'v', 'x', 'cc', 'hh', 'w']) {
  vals.each { k, v -> t("$name($k,1)") { s."$name"(v, 1) }; t("$name($k,'a')") { s."$name"(v, 'a') };  t("$name(1,$k)") { s."$name"(1, v) }; t("$name($k,null)") { s."$name"(v, null) }; t("$name($k,1,2)") { s."$name"(v, 1, 2) } }
}
class D {
  def how
  D(String s) { how = 'String' }
  D(List s) { how = 'List' }
  D(Map s) { how = 'Map' }
  D(int a, int b) { how = 'int,int' }
  D(Object a, Object b) { how = 'Object,Object' }
}
vals.each { k, v -> t("new D($k)") { new D(v).how }; t("new D($k,1)") { new D(v, 1).how } }
def sm(String a) { 'S' }
def sm(Integer a) { 'I' }
t('sm') { sm(null) }
t('sm2') { sm('a') }
static st(String a) { 'S' }
static st(Collection a) { 'C' }
t('st') { st(null) }
