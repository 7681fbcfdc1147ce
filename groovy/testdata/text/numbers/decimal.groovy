import java.text.*
def us = DecimalFormatSymbols.getInstance(Locale.US)
['#,##0.00', '0.###', '00000', '#.##%', '$#,##0.00;($#,##0.00)', '0.00E0', '##0.##E0', "#'#'", '#,###', '¤#,##0.00', '#', '0', '.00', '#,##0.00 EUR', '\u2030#', '@'].each { p ->
  try { def f = new DecimalFormat(p, us); println p + ' => ' + [0, 1234.567, -1234.567, 0.005, 1e10, 0.5].collect { f.format(it) } } catch (e) { println p + ' ' + e.message }
}
println new DecimalFormat('#,##0.00', DecimalFormatSymbols.getInstance(Locale.GERMANY)).format(1234567.891)
println new DecimalFormat('#,##0.00', new DecimalFormatSymbols(Locale.FRANCE)).format(1234567.891).collect { (int) (it as char) }
def f = new DecimalFormat('0.0')
f.roundingMode = java.math.RoundingMode.HALF_UP
println f.format(0.25) + ' ' + f.format(0.35) + ' ' + f.format(0.45d)
f.minimumIntegerDigits = 3
f.maximumFractionDigits = 4
println f.format(3.14159265)
println f.toPattern()
f.groupingUsed = true
f.groupingSize = 2
println f.format(123456)
f.positivePrefix = '+'
f.negativeSuffix = ' CR'
println f.format(5) + f.format(-5)
println f.parse('+7.5')
f.decimalSeparatorAlwaysShown = true
println f.format(4)
def g = new DecimalFormat('#')
g.parseBigDecimal = true
println g.parse('12345678901234567890.12').class
try { g.parse('abc') } catch (ParseException e) { println e.message }
println new DecimalFormat().format(1234.5678)
println us.decimalSeparator
println us.infinity + us.getNaN()
println new DecimalFormat('0.00').format(Double.NaN)
println new DecimalFormat('0').format(2.5) + new DecimalFormat('0').format(3.5)
