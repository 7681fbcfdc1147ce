def tr = { String n, Closure c -> try { def v = c(); println "$n: ${v.inspect()} ${v?.getClass()?.simpleName}" } catch (Throwable e) { println "$n: ${e.class.name} ${e.message?.readLines()?.getAt(0)}" } }
def n = null
tr('1') { n.findIndexValues { it } }
tr('3') { n.collect { it } }
tr('4') { n.find { it } }
tr('5') { n.findAll { it } }
tr('6') { n.findAll() }
tr('7') { n.find() }
tr('8') { n.any { it } }
tr('9') { n.any() }
tr('10') { n.every { it } }
tr('11') { n.every() }
tr('12') { n.grep(1) }
tr('13') { n.grep() }
tr('14') { n.inject { a, b -> a } }
tr('15') { n.inject(1) { a, b -> a } }
tr('16') { n.split { it } }
tr('18') { n.findIndexOf { it } }
tr('19') { n.findLastIndexOf { it } }
tr('20') { n.findIndexOf(1) { it } }
tr('21') { n.findIndexValues(1) { it } }
tr('22') { n.findResult { it } }
tr('23') { n.findResult(4) { it } }
tr('24') { n.findResults { it } }
tr('25') { n.with { it } }
tr('26') { n.is(null) }
tr('27') { n.equals(null) }
tr('28') { n.equals(1) }
tr('29') { n.toString() }
tr('30') { n.inspect() }
tr('31') { n.dump() }
tr('32') { n.asBoolean() }
tr('34') { n.size() }
tr('35') { n.getAt(0) }
tr('36') { n[0] }
tr('37') { n + 'a' }
tr('38') { n + 1 }
tr('39') { n - 1 }
tr('40') { n * 1 }
tr('41') { n / 1 }
tr('42') { -n }
tr('43') { +n }
tr('44') { ~n }
tr('45') { n++ }
tr('46') { n.class }
tr('47') { n.getClass() }
tr('48') { n.hashCode() }
tr('49') { n.properties }
tr('51') { n.metaClass }
tr('54') { n.hasProperty('x') }
tr('55') { n.isCase(1) }
tr('56') { n.isCase(null) }
tr('57') { n in [null] }
tr('58') { 1 in n }
tr('60') { n.println('x') }
tr('61') { n.print('x') }
tr('62') { n.sprintf('%d', 1) }
tr('63') { n.collectMany { it } }
tr('64') { n.collectEntries { it } }
tr('65') { n.sum() }
tr('66') { n.max() }
tr('67') { n.join(',') }
tr('68') { n.first() }
tr('69') { n.toList() }
tr('70') { n.asType(List) }
tr('72') { n.plus('a') }
tr('73') { n.minus('a') }
tr('74') { n.trim() }
tr('75') { n.x }
tr('76') { n.x = 1 }
tr('77') { n.x() }
tr('78') { n[0] = 1 }
tr('79') { n << 1 }
tr('80') { n <=> 1 }
tr('81') { n == 1 }
tr('82') { n < 1 }
tr('83') { 1 + n }
tr('84') { 'a' + n }
tr('85') { 'a' - n }
tr('86') { [1] + n }
tr('87') { [1] - n }
tr('88') { [a: 1] + n }
tr('89') { n..3 }
tr('90') { 1..n }
tr('91') { n ==~ /a/ }
tr('92') { n =~ /a/ }
tr('93') { 'a' =~ n }
tr('94') { n as int }
tr('95') { (int) n }
tr('96') { n as Integer }
tr('97') { n as String }
tr('98') { n as List }
tr('99') { n as boolean }
tr('100') { n() }
tr('101') { n*.x }
tr('102') { n*.x() }
tr('103') { n?.x.y }
tr('104') { n.&foo }
tr('105') { n.each }
tr('106') { for (i in n) println i; 'done' }
tr('107') { n.times { } }
tr('108') { n.tap { } }
tr('111') { n.reverseEach { } }
tr('112') { n.asImmutable() }
tr('113') { n.getAt('class') }
tr('114') { n.putAt('x', 1) }
tr('115') { n.invokeMethod('x', null) }
tr('116') { n.count(1) }
tr('117') { n.or(true) }
tr('118') { n & true }
tr('119') { n | true }
tr('120') { n ^ true }
tr('122') { n % 2 }
tr('123') { n ** 2 }
tr('124') { n >> 2 }
tr('125') { n.compareTo(1) }
