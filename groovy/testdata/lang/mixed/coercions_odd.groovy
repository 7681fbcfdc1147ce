def t = { try { println it() } catch (Throwable e) { println e.class.name + ': ' + e.message?.readLines()?.getAt(0) } }
t { [1, 2] as Map }
t { [a: 1] as List }
t { [['a', 1]] as Map }
t { [a: 1] as Set }
t { 'abc' as List }
t { [1, 2] as Object[] }
t { (1..3) as int[] }
t { [1, 2] as TreeSet }
t { 'x' as Class }
t { 'java.lang.String' as Class }
t { 5 as Character }
t { 65 as char }
t { 'a' as Boolean }
t { [] as Boolean }
t { null as List }
t { null as String }
t { 5 as List }
t { 5 as Object[] }
t { '5' as BigDecimal }
t { 5.7 as Integer }
t { [1, 2, 3] as Date }
t { [70, 0, 2] as Date }
t { 0 as Date }
t { ['a'] as StringBuilder }
t { [name: 'n'] as Expando }
t { { it -> 1 } as Comparator }.getClass()
t { [compare: { a, b -> 0 }] as Comparator }
t { '2024-01-01' as Date }
t { [1, 2] as Iterator }
t { 'a,b' as String[] }
t { ['1', '2'] as Integer[] }
t { ['1', '2'] as int[] }
t { [1.5, 2] as long[] }
t { [1, null] as int[] }
t { ([1, 2] as int[]) as List }
t { ([1, 2] as int[]) as Set }
t { ([3] as Set) as List }
t { [b: 1] as TreeMap }
t { [b: 1] as HashMap }
t { [1] as ArrayDeque }
t { 1 as Long }
t { 1L as int }
t { 1 as Number }
t { '1' as Number }
t { 1 as Comparable }
t { 'RED' as Col }
t { 'PINK' as Col }
t { 0 as Col }
enum Col { RED }
class Pt { int x, y; String toString() { "Pt($x,$y)" } }
class Pc { int x; Pc(int x) { this.x = x }; Pc(int a, int b) { x = a * b }; String toString() { "Pc($x)" } }
t { [x: 1, y: 2] as Pt }
t { [1, 2] as Pc }
t { [5] as Pc }
t { [1, 2, 3] as Pc }
t { 5 as Pc }
t { Pt p = [x: 1]; p }
t { Pt p = [x: 1, z: 1]; p }
t { Pc p = [3, 4]; p }
t { Pc p = 3; p }
t { (Pt) [x: 3] }
t { (List) 'abc' }
t { (String) 5 }
t { (int) '5' }
t { (Integer) 5L }
t { (int) 5.9 }
t { (Set) [1, 1] }
t { Set s = [1, 1]; s }
t { int[] a = [1, 2]; a.class.simpleName }
t { String[] a = ['x', 1]; a }
t { String s = 5; s }
t { String s = [1]; s }
t { boolean b = 'x'; b }
t { boolean b = []; b }
t { Integer i = 5.9; i }
t { Integer i = '5'; i }
t { long l = 5; l.class.simpleName }
t { float g = 1.5; g.class.simpleName }
t { double g = 1; g }
t { BigDecimal g = 1; g.class.simpleName }
t { BigInteger g = 1.9; g }
t { char c = 'x'; c }
t { char c = 'xy'; c }
t { char c = 65; c }
t { byte c = 300; c }
t { Date d = 5; d }
t { List l = [1] as Set; l.class.simpleName }
t { Map l = []; l }
t { Closure c = 5; c }
t { Class c = 'java.lang.Integer'; c }
t { Runnable r = { println 'ran' }; r.run() }
t { StringBuilder sb = 'x'; sb }
t { GString g = 'x'; g }
t { CharSequence g = "x${1}"; g.class.simpleName }
t { Object[] a = 'abc'; a }
t { Iterable it2 = 'abc'; it2 }
t { Number n = 'a'; n }
