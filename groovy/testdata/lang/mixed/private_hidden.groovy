class Base {
  private String secret = 'base'
  private static int counter = 7
  String name = 'n'
  private String whisper() { "w($secret)" }
  private int add(int a, int b) { a + b }
  String tell() { whisper() + this.whisper() + secret + this.secret }
  int sum() { add(1, 2) }
  void reset() { secret = 'reset'; this.secret += '!' }
}
class Sub extends Base {
  String own() { try { secret } catch (MissingPropertyException e) { e.message } }
  String call2() { try { whisper() } catch (MissingMethodException e) { e.message.readLines()[0] } }
}
def s = new Sub()
println s.tell()
println s.sum()
s.reset()
println s.tell()
println s.own()
println s.call2()
try { println s.secret } catch (MissingPropertyException e) { println e.message }
try { println s.whisper() } catch (MissingMethodException e) { println e.message.readLines()[0] }
println new Base().secret
println new Base().whisper()
class Over extends Base { String whisper() { 'mine' } }
println new Over().tell()
println new Over().whisper()
println s.hasProperty('secret')
println s.respondsTo('whisper').size()
