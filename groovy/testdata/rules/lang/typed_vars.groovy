message()
int n = 5.9
long l = n
double d = 1.0 / 3
float f = 1.5f
BigDecimal bd = 10
String s = 12
boolean b = "x"
char c = 'y'
Integer boxed = null
def list = [1, 2] as Set
String[] arr = ['a', 'b']
int[] ints = [3, 1, 2]
List<String> strings = [1, 2]
Map<String, Integer> m = [a: 'x']
println([n, l, d, f, bd, s, b, c, boxed, list, arr.length, (ints as List).sort(), strings[0].class.simpleName, m.a])
println((5 as String) + ('5' as int) + ('5.5' as double) + (5.7 as int) + ('x' as char))
println((int) 'a' as char)
println 7 / 2 + " " + 7.intdiv(2) + " " + (int) (7 / 2) + " " + 7 % 3 + " " + -7 % 3
println 2147483647 + 1
println 1.10 + 2.20 == 3.30
println 0.1f + 0.2f
println 0.1d + 0.2d
println 10G ** 20
println 1_000_000 * 1_000_000
println 5 <=> 3
println "abc" <=> "abd"
println 3 == 3.0 && 3 != '3'
println null == false
println !null && !'' && !0 && ![] && ![:]
println 1.0 as String
try { int x = "55" } catch (e) { println e.class.simpleName + ': ' + e.message }
try { Date x = "2024" } catch (e) { println e.message }
try { List x = 5 } catch (e) { println e.message }
