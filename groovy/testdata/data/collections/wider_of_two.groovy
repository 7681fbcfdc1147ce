println(((10000000000 <=> 0) & 3).class)
println(((1L <=> 0) & 3).class)
println(((1L <=> 0L) | 3).class)
println((1L <=> 0L).class)
println(((1 <=> 0) & 3).class)
println(((1d <=> 0) & 3).class)
println(((1L <=> 0) + 3).class)
println(((1L <=> 0) + 3L).class)
def lv = 1L
println(((lv <=> 0) & 3).class)
long pl = 1
println(((pl <=> 0) & 3).class)
println(((pl <=> 0) + 3).class)
println((pl <=> 0).class)
println((-(pl <=> 0)).class)
println(((pl <=> 0) == 1))
println([1,2,3][(1L <=> 0)])
println((1L == 1L).class)
println(((1L > 0L) & true).class)
// ternaries
def c = { it.getClass().simpleName }
int i = 1; long l = 2; double d = 3; float f = 4; short s = 5; byte b = 6; char ch = 'c'; boolean z = true
Integer bi = 1; Long bl = 2; Double bd = 3; BigDecimal dec = 1.5; BigInteger big = 1
def di = 1; def dl = 2L
println "a ${c(z ? i : l)} ${c(z ? i : d)} ${c(z ? l : f)} ${c(z ? s : b)} ${c(z ? b : s)} ${c(z ? b : i)} ${c(z ? s : i)} ${c(z ? ch : i)} ${c(z ? i : ch)} ${c(z ? f : d)} ${c(z ? f : i)} ${c(z ? i : f)} ${c(z ? ch : l)}"
println "b ${c(z ? i : bl)} ${c(z ? bi : l)} ${c(z ? bi : bl)} ${c(z ? bi : d)} ${c(z ? i : dec)} ${c(z ? i : big)} ${c(z ? 1 : 1G)} ${c(z ? 1 : 1.5)} ${c(z ? i : di)} ${c(z ? di : dl)} ${c(z ? di : 2L)}"
println "c ${c(z ? 1 : 2L)} ${c(z ? 1 : 2d)} ${c(z ? 1 : 2f)} ${c(z ? 1L : 2f)} ${c(z ? 1L : 2d)} ${c(z ? 1f : 2d)} ${c(z ? 1 : -2L)} ${c(z ? -1 : 2L)} ${c(z ? 1 : +2L)} ${c(z ? 1 : ~2L)} ${c(z ? 1 : !2L)}"
println "d ${c(z ? (1) : (2L))} ${c(z ? 1 + 1 : 2L)} ${c(z ? 1 : 2L + 1)} ${c(z ? i + 1 : l + 1)} ${c(z ? i * 2 : d)} ${c(z ? i / 2 : d)} ${c(z ? i - 1 : l)} ${c(z ? i % 2 : l)} ${c(z ? i ** 2 : l)} ${c(z ? i << 2 : l)} ${c(z ? i & 2 : l)} ${c(z ? -i : l)} ${c(z ? i++ : l)} ${c(z ? ++i : l)} ${c(z ? ~i : l)}"
println "e ${c(z ? (int) 1 : 2L)} ${c(z ? (int) di : (long) dl)} ${c(z ? (byte) 1 : (short) 2)} ${c(z ? (char) 65 : 2)} ${c(z ? 1 as int : 2L)} ${c(z ? 1 as int : 2 as long)} ${c(z ? (Integer) 1 : 2L)}"
println "f ${c(z ? (true ? 1 : 2) : 2L)} ${c(z ? (true ? 1 : 2L) : 2d)} ${c(z ? null : 2L)} ${c(z ? 1 : null)} ${c(z ? 1 : 'a')} ${c(z ? 'a' : 1)} ${c(z ? 'a' : 'b' as char)} ${c(z ? true : 1)} ${c(z ? 1 : true)} ${c(z ? z : 1)}"
println "g ${c(1 ?: 2L)} ${c(i ?: l)} ${c(i ?: 2d)} ${c(di ?: l)} ${c(0 ?: 2L)} ${c(0L ?: 2)} ${c(0d ?: 2)} ${c(i ?: null)} ${c(0 ?: i)}"
println "h ${c(i > 0 ? i : l)} ${c(i == 1 ? i : l)} ${c(null ? i : l)}"
int cap = 1; long cap2 = 2
def u = { cap + cap2 }
println "i ${c(z ? cap : cap2)} ${c(z ? cap : 2L)} ${c(z ? cap : d)}"
def m(int x, long y) { (x > 0 ? x : y).getClass().simpleName }
println m(1, 2)
def m2(int x, long y) { def k = { x }; (x > 0 ? x : y).getClass().simpleName }
println m2(1, 2)
class T { int a = 1; long b = 2; def f() { (a > 0 ? a : b).getClass().simpleName }; int g() { 1 }; def h() { (true ? g() : b).getClass().simpleName } ; def k() { (true ? this.a : this.b).getClass().simpleName }; static int sa = 1; static long sb = 2; static sf() { (true ? sa : sb).getClass().simpleName } }
for (int q = 0; q < 1; q++) println((true ? q : 1L).class)
for (int q in [1]) println((true ? q : 1L).class)
[1].each { int q -> println((true ? q : 1L).class) }
int[] arr = [1]
println((true ? arr[0] : 1L).class)
println((true ? arr.length : 1L).class)
println((true ? "".size() : 1L).class)
def r = true ? 1 : 2.0d
println r
def r2 = [true ? 1 : 2L, false ? 1L : 2]
println r2*.class
println([a: true ? 1 : 2L].a.class)
def ret() { true ? 1 : 2L }
println ret().class
def ret2() { return true ? 1 : 2L }
println ret2().class
int ret3() { true ? 1 : 2L }
println ret3().class
println "${true ? 1 : 2L}".toString() + (true ? 1 : 2d)
Number n1 = true ? 1 : 2d
println n1
def n2 = true ? 1 : true ? 2L : 3d
println n2
boolean bz = true ? 0 : 1L
println bz
println(true ? 'a' : "${1}")
println((true ? [] : [:]).class)
println((true ? 1 : {}).class)
println(((1d <=> 0) + 3).class); println(((1.5 <=> 0) + 3).class); println(((1f <=> 0) + 3).class);println(((1G <=> 0) + 3).class);println(((1L <=> 0) * 3.5).class)
