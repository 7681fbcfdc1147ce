class A {
  private static String getUrl() { "priv static" }
  private String getOne() { "priv inst" }
  static String getTwo() { "pub static" }
  def http() { [url, one, two] }
  def viaThis() { [this.url, this.one] }
  static def st() { [url, two] }
  def inClosure() { def c = { url + one }; c() }
}
def a = new A()
println a.http(); println a.viaThis(); println A.st(); println a.inClosure()
println a.url; println A.url
class C { private static String getUrl() { "x" } 
  def m() { url } }
println new C().m()
