import java.text.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
tr('1') { MessageFormat.format('{0} has {1} items', 'Bob', 1234567) }
tr('2') { MessageFormat.format("it''s {0}", 'x') }
tr('3') { MessageFormat.format("it's {0}", 'x') }
tr('4') { MessageFormat.format("'{0}' {0}", 'x') }
tr('5') { MessageFormat.format('{1} {0} {2}', 'a', 'b') }
tr('6') { MessageFormat.format('{0}', (Object) null) }
tr('7') { MessageFormat.format('{0,number,#.##} {0,number,integer} {0,number,percent} {0,number,currency} {0,number}', 1234.567) }
tr('8') { MessageFormat.format('{0,date,yyyy-MM-dd} {0,time,HH:mm} {0,date} {0,time} {0,date,short} {0,date,full} {0,time,long}', new Date(0)) }
tr('9') { MessageFormat.format('{0}', new Date(0)) }
tr('10') { MessageFormat.format('There {0,choice,0#are no files|1#is one file|1<are {0,number,integer} files}.', 1234) }
tr('11') { [0, 1, 2].collect { MessageFormat.format('{0,choice,0#no|1#one|1<{0}}', it) } }
tr('12') { MessageFormat.format('{0') }
tr('13') { MessageFormat.format('{x}', 1) }
tr('14') { MessageFormat.format('{-1}', 1) }
tr('15') { MessageFormat.format('{0,foo}', 1) }
tr('16') { MessageFormat.format('{0,number}', 'abc') }
tr('17') { MessageFormat.format('{0,date}', 'abc') }
tr('18') { MessageFormat.format('}{0}', 1) }
tr('19') { MessageFormat.format('{0}{0}{1}', 'a', [1, 2]) }
tr('20') { new MessageFormat('{0} is {1,number}').format(['x', 5] as Object[]) }
tr('21') { new MessageFormat('{0} is {1,number}').parse('pi is 3.14').toList() }
tr('22') { new MessageFormat('{0}-{1}-{2}').parse('a-b-c').toList() }
tr('23') { new MessageFormat('{0}-{1}').parse('abc').toList() }
tr('24') { new MessageFormat('{0,date,yyyy/MM/dd} {1}').parse('2020/01/05 x').collect { it instanceof Date ? it.time : it } }
tr('25') { new MessageFormat("it''s '{'{0}'}' {1,number,#.#} {2,date,short} {3,choice,0#a|1#b} {4,number,integer}").toPattern() }
tr('26') { def m = new MessageFormat('{0}'); m.applyPattern('{1}!'); m.format([1, 2] as Object[]) }
tr('27') { new MessageFormat('{0,number}', Locale.GERMANY).format([1234.5] as Object[]) }
tr('28') { MessageFormat.format('{0,number,#,##0.00}', 1234.5) }
tr('29') { MessageFormat.format('{0} {1}', 1L, 2.5d) }
tr('30') { MessageFormat.format('{0}', true) }
tr('31') { MessageFormat.format('{0} {1}', "g${1}", 'c' as char) }
tr('32') { MessageFormat.format('no args') }
tr('33') { MessageFormat.format('a {0} b {0', 1) }
tr('34') { MessageFormat.format(' {0 } ', 1) }
tr('35') { MessageFormat.format('{0, number , integer }', 12.6) }
tr('36') { MessageFormat.format("{0,number,'#'#}", 12) }
tr('37') { MessageFormat.format("{0,choice,x#a}", 12) }
tr('38') { new MessageFormat('{0,number}').formats[0].format(12.5) }
tr('39') { def m = new MessageFormat('{0} {1}'); m.setFormat(0, new DecimalFormat('000')); m.format([5, 6] as Object[]) }
tr('40') { def m = new MessageFormat('{1} {0}'); m.setFormatByArgumentIndex(0, new DecimalFormat('000')); m.format([5, 6] as Object[]) }
tr('41') { new MessageFormat('{0}').equals(new MessageFormat('{0}')) }
tr('42') { MessageFormat.format('{0}', 'x', 'y', 'z') }
tr('43') { MessageFormat.format('{0}', [1, 2] as Object[]) }
tr('44') { MessageFormat.format(null, 1) }
tr('45') { new MessageFormat('{0}').format(5) }
tr('46') { new MessageFormat('{0}').format(null) }
tr('47') { MessageFormat.format('{0,time,short} {0,time,medium} {0,date,long}', new Date(86400000L * 365)) }
tr('48') { MessageFormat.format('{0}', 1e10d) + MessageFormat.format('{0}', 0.00001) + MessageFormat.format('{0}', new BigDecimal('12345678901234567890.123456')) }
tr('49') { new MessageFormat('x{0}').parseObject('x5') as List }
tr('50') { def p = new ParsePosition(1); def r = new MessageFormat('{0},').parse('a1,b', p); "$r $p.index $p.errorIndex" }
