class A {
  static n = 0
  static int getCount() { ++n }
  static boolean isReady() { true }
  static String isOdd() { 'no' }
  static void getNothing() { }
  static String getURL() { 'u' }
  String name = 'field'
  static String getTitle(String x) { x }
  def use() { "$count $ready $URL" }
  def closures() { [1].collect { count + it } }
}
def a = new A()
println a.count + a.count
println a.use()
println a.closures()
println a.ready
println a.URL
try { println a.nothing } catch (e) { println e.class }
try { println a.title } catch (e) { println e.class }
println([a, a].count)
println a."count"
println a?.count
a.with { println count }
enum E { X; static String getKind() { 'k' } }
println E.X.kind
class Sub extends A { def m() { count } }
println new Sub().m()
class M extends HashMap { static String getKind() { 'k' } }
println new M().kind
def s = new A(); println s.metaClass.hasProperty(s, 'count') != null
