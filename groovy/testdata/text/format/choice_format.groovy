import java.text.*
def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def f = new ChoiceFormat('0#none|1#one|1<many|10.5#lots')
tr('1') { [-1, 0, 0.5, 1, 1.5, 10, 10.5, 1e9, Double.NaN].collect { f.format(it) } }
tr('2') { f.toPattern() }
tr('3') { new ChoiceFormat('-1#neg|0#zero|1\u2264one+').toPattern() }
tr('4') { new ChoiceFormat([0, 1, 2] as double[], ['a', 'b', 'c'] as String[]).format(1) }
tr('5') { new ChoiceFormat([0, 1] as double[], ['a'] as String[]) }
tr('6') { new ChoiceFormat('1#a|0#b') }
tr('7') { new ChoiceFormat('#a') }
tr('8') { new ChoiceFormat('x#a') }
tr('9') { f.parse('many') }
tr('10') { f.parse('zzz') }
tr('11') { [f.limits.toList(), f.formats.toList()] }
tr('12') { [ChoiceFormat.nextDouble(1d), ChoiceFormat.previousDouble(1d), ChoiceFormat.nextDouble(0d)] }
tr('13') { f.equals(new ChoiceFormat('0#none|1#one|1<many|10.5#lots')) }
tr('14') { new ChoiceFormat("0#'a|b'|1#it''s").format(0) + new ChoiceFormat("0#'a|b'|1#it''s").format(1) }
tr('15') { new ChoiceFormat("0#'a|b'|1#it''s").toPattern() }
tr('16') { new ChoiceFormat('-\u221E#low|0#x|\u221E#high').format(-5) + new ChoiceFormat('-\u221E#low|0#x|\u221E#high').toPattern() }
tr('17') { new ChoiceFormat('').format(1) }
tr('18') { new ChoiceFormat('0#a').format('x') }
tr('19') { f.applyPattern('0#n|1#y'); f.format(1) }
tr('20') { f.setChoices([5, 6] as double[], ['five', 'six'] as String[]); f.format(5.5) }
tr('21') { new ChoiceFormat('1#a#b|2#c').format(1) }
tr('22') { f instanceof NumberFormat }
tr('23') { new DecimalFormat('0.0').parse('12.5x', new ParsePosition(0)) }
tr('24') { def p = new ParsePosition(2); [new DecimalFormat('0.0').parse('ab12.5x', p), p.index] }
tr('25') { def p = new ParsePosition(0); [new DecimalFormat('0.0').parse('x', p), p.index, p.errorIndex] }
tr('26') { NumberFormat.instance.parseObject('12') }
