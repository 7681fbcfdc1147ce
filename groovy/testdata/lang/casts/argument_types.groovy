def f(String s) { "str $s" }
def f(Integer s) { "int $s" }
def f(Object s) { "obj $s" }
println f((String) null)
println f((Integer) null)
println f(null)
println f(null as String)
println f(1 as Integer)
println f((Object) 'x')
println f('x' as Object)
class Q { def s
 Q(String s) { this.s = "str $s" }
 Q(Integer s) { this.s = "int $s" }
 Q(List s) { this.s = "list $s" }
 static g(Number n) { "num $n" }
 static g(String n) { "str $n" }
}
println new Q((String) null).s
println new Q((Integer) null).s
println new Q(null as List).s
try { println new Q(null).s } catch (e) { println e.message.readLines()[0] }
println Q.g((Number) null)
println Q.g((String) null)
try { println Q.g(null) } catch (e) { println e.message.readLines()[0] }
println new Q([1] as List).s
println new Q([1] as LinkedList).s
def o = new Q('')
println o.g((String) null)
println new Exception((String) null).message
println new Exception((Throwable) null).message
println new Exception(null as String).message
println String.valueOf((Object) null)
println f((Integer) 5)
println f((int) 5L)
println f((long) 5)
def x = (String) null
println f(x)
def sb = new StringBuilder()
sb.append((String) null).append((Object) null)
println sb
println sb.append(null as String)
