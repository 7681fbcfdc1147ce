class A {
    static int made = 0
    @Lazy List big = { made++; [1, 2, 3] }()
    @Lazy String s = 'lazy ' + made
    @Lazy static int st = 7
    @Lazy volatile def v = compute()
    def compute() { println 'computing'; 'V' }
    @Lazy ArrayList plain
}
def a = new A()
println A.made; println a.big; println a.big; println A.made; println a.s; println a.v; println a.v; println A.st
println a.plain
@Singleton class S { int n = 0; def inc() { ++n } }
println S.instance.inc(); println S.instance.inc(); println S.instance.is(S.getInstance())
try { new S() } catch (RuntimeException e) { println e.class.name + ': ' + e.message }
@Singleton(lazy = true, strict = false) class L { L() { println 'made L' } ; def v = 1 }
println 'before'; println L.instance.v
@Singleton(property = 'theOne') class T { def x = 'one' }
println T.theOne.x
import groovy.transform.Memoized
class M { int calls = 0; @Memoized int sq(int x) { calls++; x * x } ; @Memoized static fib(n) { n < 2 ? n : fib(n - 1) + fib(n - 2) } }
def m = new M(); println m.sq(3) + m.sq(3); println m.calls; println M.fib(50)
@Memoized def slow(a, b) { println "slow $a $b"; a + b }
println slow(1, 2); println slow(1, 2)
import groovy.transform.InheritConstructors
@InheritConstructors class MyEx extends RuntimeException { def extra = 'x' }
def e = new MyEx('msg', new Exception('cause'))
println e.message + e.cause.message + e.extra
println new MyEx().message; println new MyEx(new Exception('c')).message
class Base { def v; Base(int a) { v = "int $a" } ; Base(String a, b) { v = "str $a $b" } }
@InheritConstructors class Der extends Base { }
println new Der(1).v + new Der('a', 'b').v
try { new Der([1]) } catch (GroovyRuntimeException x) { println x.message }
import groovy.transform.*
@CompileStatic class Cs { int add(int a, int b) { a + b } }
println new Cs().add(1, 2)
@TypeChecked String tc(String s) { s.toUpperCase() }
println tc('x')
