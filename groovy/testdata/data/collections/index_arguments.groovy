def m(e) { e.class.simpleName + (e.class.simpleName =~ /Index|Cast|NullP/ ? '' : ':' + e.message?.readLines()?.getAt(0)) }
def t = { String n, Closure c -> try { println "$n: ${c()}" } catch (e) { println "$n: ${m(e)}" } }
def l = { [1, 2, 3] }
t('a') { def x = l(); x[null] = 1; x }
t('b') { l()[null] }
t('c') { def x = l(); x['a'] = 1; x }
t('d') { l()['a'] }
t('g') { def x = l(); x[1L] = 3; x }
t('h') { def x = l(); x[1.5] = 3; x }
t('i') { l()[0L..1L] }
t('j') { def x = l(); x[0L..1L] = 3; x }
t('k') { l()['a'..'b'] }
t('l') { def x = l(); x['a'..'b'] = 3; x }
t('m') { def x = l(); x[[0, 1]] = [4]; x }
t('n') { def x = l(); x[[0, 1]] = [4, 5]; x }
t('o') { def x = l(); x[[0, 1]] = 9; x }
t('p') { def x = l(); x[[0, 'a']] = 9; x }
t('q') { def x = l(); x[['a']] = 9; x }
t('r') { def x = l(); x[[]] = 9; x }
t('s') { def x = l(); x[[]] = [9]; x }
t('t') { def x = l(); x[[0, 5]] = [9, 8]; x }
t('u') { def x = l(); x[[0, 5]] = 9; x }
t('v') { def x = l(); x[[0, -1]] = [9, 8]; x }
t('w') { def x = l(); x[[0, -1]] = 8; x }
t('x') { l()[[0, [1, 2]]] }
t('y') { l()[[0, 1..2]] }
t('z') { l()[[null]] }
t('A') { l()[['a']] }
t('B') { l()[[1L]] }
t('C') { l()[[]] }
t('D') { l()[true] }
t('E') { l()['1' as char] }
t('F') { 'abc'[null] }
t('G') { 'abc'['a'] }
t('H') { 'abc'[1L] }
t('I') { 'abc'[[0, 2]] }
t('J') { 'abc'[[0, 5]] }
t('K') { 'abc'[[0, 0..1]] }
t('L') { 'abc'[0L..1L] }

t('N') { def x = [1, 2, 3] as int[]; x[0..1] }
t('O') { def x = [1, 2, 3] as int[]; x[null] }
t('P') { def x = [1, 2, 3] as int[]; x[[0, 2]] }
t('Q') { def x = [1, 2, 3] as int[]; x[0] = null; x }
t('R') { def x = [1, 2, 3] as int[]; x[0] = 'a'; x }
t('S') { def x = [1, 2, 3] as int[]; x[0..1] = 'a'; x }
t('T') { def x = [1, 2, 3] as Integer[]; x[5] = 1; x }
t('U') { def x = [1, 2, 3] as Integer[]; x[-5] = 1; x }
t('V') { [a: 1][null] }
t('W') { def x = [a: 1]; x[null] = 2; x }
t('X') { null[0] }
t('Y') { null[0..1] }
t('Z') { null[0..<0] }
t('0') { null['a'] }
t('1') { null[null] }
t('2') { def x = null; x[0] = 1 }
t('3') { def x = null; x[0..1] = 1 }
t('4') { def x = null; x['a'] = 1 }
t('5') { 5[0] }
t('6') { 5['a'] }
t('7') { def x = 5; x[0] = 1 }
t('8') { def x = 5; x['a'] = 1 }
t('9') { ([1, 2, 3] as Set)[0] }
t('10') { ([1, 2, 3] as Set)[-1] }
t('11') { ([1, 2, 3] as Set)[5] }
t('12') { ([1, 2, 3] as Set)[0..1] }
t('13') { ([1, 2, 3] as Set)['class'] }
t('14') { def x = ([1, 2, 3] as Set); x[0] = 1; x }
t('15') { (1..3)[0] }
t('16') { (1..3)[0..1] }
t('17') { (1..3)[5] }
t('18') { (1..3)[null] }
t('19') { def x = (1..3); x[0] = 5 }
t('20') { def x = [[1, 2], [3]]; x[0][1] = 5; x }
t('21') { def x = [[1, 2], [3]]; x*.getAt(0) }
t('22') { [1, 2].getAt(5) }
t('23') { [1, 2].getAt(-3) }
t('24') { [1, 2].get(-1) }
t('25') { [1, 2].putAt(1, 5) }
t('26') { def x = [1, 2]; x.putAt(0..1, 5); x }
t('27') { def x = [1, 2]; x[1] += 5; x }
t('28') { def x = [1, 2]; x[0..1] += 5; x }
t('29') { Iterable x = [1, 2]; x[0] += 5; x }
t('30') { Collection x = [1, 2]; x[0] += 5; x }
t('31') { List x = [1, 2]; x[0] += 5; x }
t('32') { Object x = [1, 2]; x[0] += 5; x }
t('33') { Map x = [a: 2]; x['a'] += 5; x }
t('34') { Map x = [a: 2]; x['b'] += 5; x }
t('35') { Iterable x = [1, 2]; x[0]++; x }
t('36') { Iterable x = [1, 2]; x[0] = 5; x }
t('37') { def x = [1, 2]; x[0]++; ++x[1]; x }
t('38') { int[] x = [1, 2]; x[0]++; ++x[1]; x[0] += 2; x }
t('39') { long[] x = [1, 2]; x[0] += 2.5; x }
t('40') { String[] x = ['a']; x[0] += 1; x }
Collection it2 = [1, 2]
try { it2[0] += 1; println it2 } catch (e) { println m(e) }
Iterable it3 = [1, 2]
try { it3[0] = 7; println it3 } catch (e) { println m(e) }
Iterable it4 = [1, 2]
try { it4[0]++; println it4 } catch (e) { println m(e) }
CharSequence cs = 'abc'
try { println cs[0] } catch (e) { println m(e) }
Number nn = 5
try { nn += 3; println nn } catch (e) { println m(e) }
