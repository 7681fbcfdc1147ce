def tr = { String n, Closure c -> try { def v = c(); println "$n: ${v.inspect()} ${v?.getClass()?.simpleName}" } catch (Throwable e) { println "$n: ${e.class.name} ${e.message?.readLines()?.getAt(0)}" } }
tr('1') { 5 as int[] }
tr('2') { 'abc' as String[] }
tr('3') { "ab${1}" as String[] }
tr('4') { 5 as String[] }
tr('5') { [a: 1] as Object[] }
tr('6') { null as int[] }
tr('7') { 1.5 as int[] }
tr('8') { new Date(0) as Object[] }
tr('9') { 'x' as int[] }
tr('10') { '12' as int[] }
tr('11') { '12' as char[] }
tr('12') { 'ab' as Character[] }
tr('13') { (int[]) 5 }
tr('14') { int[] a = 5; a }
tr('15') { String[] a = 'abc'; a }
tr('16') { (1..3) as int[] }
tr('17') { ([1, 2] as Set) as long[] }
tr('18') { true as boolean[] }
tr('20') { 'abc' as List }
tr('24') { [1, 'x'] as int[] }
tr('25') { ['1', 'x'] as char[] }
tr('26') { [1, 2] as Integer[] }
tr('27') { ([1, 2] as int[]) as String[] }
tr('28') { ([1, 2] as int[]) as List }
tr('29') { ([1, 2] as int[]) as Set }
tr('30') { String[] a = [1, 2.5]; a }
tr('31') { int[] a = [1, 2.5, 'a' as char]; a }
tr('32') { int[] a = ['1']; a }
tr('33') { int[] a = null; a }
tr('34') { [[1], [2, 3]] as int[][] }
tr('35') { (String[]) [1, 2] }
tr('36') { (List) 'abc' }
tr('37') { List l = 'abc'; l }
tr('38') { List l = 5; l }
tr('39') { Set l = [1, 1]; l }
tr('40') { List l = ([1, 2] as Set); l }
tr('41') { List l = ([1, 2] as int[]); l }
tr('42') { Collection l = ([1, 2] as int[]); l }
tr('43') { Set l = 'abc'; l }
tr('44') { Set l = ([1, 2] as String[]); l }
tr('45') { List l = [a: 1]; l }
tr('46') { Map l = [1]; l }
tr('47') { Map m = 'a'; m }
enum E { A, B }
tr('48') { E as E[] }
tr('50') { E.A as E[] }
tr('51') { ['A', 'B'] as E[] }
tr('52') { E[] e = ['A', 'B']; e }
tr('55') { [1, null] as Integer[] }
tr('56') { new StringBuilder('ab') as String[] }
tr('57') { new StringBuilder('ab') as List }
tr('60') { Object[] a = 5; a }
tr('61') { (5..1) as Integer[] }
