def tr = { String n, Closure c -> try { def v = c(); println "$n: ${v.inspect()} ${v?.getClass()?.simpleName}" } catch (Throwable e) { println "$n: ${e.class.name} ${e.message?.readLines()?.getAt(0)?.replaceAll(/closure\d+/, 'closureN')?.replaceAll(/@[0-9a-f]{5,}/, '@H')}" } }
def cl = { 1 }
def o = new Object()
class P { String toString() { 'P' } }
def p = new P()
tr('1') { cl * 2 }
tr('2') { cl + 2 }
tr('3') { cl - 2 }
tr('4') { -cl }
tr('5') { +cl }
tr('6') { ~cl }
tr('7') { cl++ }
tr('8') { cl << 2 }
tr('9') { cl >> 2 }
tr('10') { cl[0] }
tr('12') { cl[0] = 1 }
tr('13') { cl & 1 }
tr('14') { cl % 1 }
tr('15') { cl ** 1 }
tr('16') { cl.multiply(2) }
tr('17') { cl.foo(2) }
tr('18') { cl < 2 }
tr('19') { cl <=> cl }
tr('20') { cl == cl }
tr('21') { p * 2 }
tr('22') { -p }
tr('23') { +p }
tr('24') { ~p }
tr('25') { p++ }
tr('26') { --p }
tr('27') { p[0] }
tr('28') { p['x'] }
tr('29') { p[0] = 2 }
tr('30') { p['x'] = 2 }
tr('31') { p << 1 }
tr('32') { p() }
tr('33') { p(1, 2) }
tr('34') { p in p }
tr('35') { p < p }
tr('36') { p as Integer }
tr('37') { (Integer) p }
tr('38') { "a${1}" - p }
tr('39') { "a${1}".foo() }
tr('40') { "a${1}".foo(1) }
tr('41') { "a${1}".bar }
tr('42') { "a${1}" * p }
tr('43') { "a${1}" / 2 }
tr('44') { -"a${1}" }
tr('45') { -'a' }
tr('46') { ~'a' }
tr('47') { +'a' }
tr('48') { 'a'++ }
tr('49') { 'a' / 2 }
tr('50') { 'a' * 'b' }
tr('51') { 'a' % 2 }
tr('52') { 'a' ** 2 }
tr('53') { 'a' & 2 }
tr('54') { 'a' << 2 }
tr('55') { 'a' >> 2 }
tr('56') { -[1, 2] }
tr('57') { +[1, 2] }
tr('58') { ~[1] }
tr('59') { -[1, 'a'] }
tr('60') { -[a: 1] }
tr('61') { [1]++ }
tr('62') { true++ }
tr('63') { -true }
tr('64') { ~true }
tr('65') { true + 1 }
tr('66') { true & 1 }
tr('68') { 1 & true }
tr('69') { 1 + true }
tr('70') { 1 - 'a' }
tr('71') { 1 * 'a' }
tr('72') { 1 + 'a' }
tr('73') { 1 + [1] }
tr('74') { 1.5 % 0.4 }
tr('75') { 1.5 & 1 }
tr('76') { ~1.5 }
tr('77') { 1.5 << 1 }
tr('78') { 1 << 1.5 }
tr('79') { 1 << 'a' }
tr('80') { [a: 1] - [b: 1] }
tr('81') { [a: 1] * 2 }
tr('82') { [a: 1] << 2 }
tr('83') { new Date(0) * 2 }
tr('84') { new Date(0) - 'a' }
tr('85') { -new Date(0) }
tr('86') { (1..3) * 2 }
tr('87') { -(1..3) }
tr('88') { (1..3) - 2 }
tr('89') { ([1] as Set) * 2 }
tr('90') { -([1] as Set) }
tr('91') { P + 1 }
tr('92') { -P }
tr('93') { P[0] }
tr('94') { P.foo() }
tr('95') { P.foo }
tr('96') { P.foo = 1 }
tr('97') { P() }
tr('98') { P(1) }
tr('99') { 5() }
tr('100') { 'a'(1) }
tr('101') { [1](0) }
tr('102') { [a: 1]('a') }
tr('103') { "x${1}"(1) }
tr('104') { -(1 as Byte) }
tr('105') { 'a' as char }
tr('106') { -('a' as char) }
tr('107') { ('a' as char) + 1 }
tr('108') { ('a' as char)++ }
tr('109') { ~('a' as char) }
tr('110') { ('a' as char) * 2 }
tr('111') { ~1L }
tr('112') { ~5G }
tr('113') { 5G & 3 }
tr('115') { 5G >>> 3 }
tr('116') { 5.0f >> 1 }
tr('117') { [1, 2] / 2 }
tr('118') { [1, 2] % 2 }
tr('119') { [1, 2] ** 2 }
tr('120') { [1, 2] & [2] }
tr('121') { [1, 2] | [2] }
tr('122') { [1, 2] ^ [2] }
tr('123') { [1, 2] >> 1 }
