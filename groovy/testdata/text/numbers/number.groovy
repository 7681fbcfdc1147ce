import java.text.*
[Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.UK, Locale.ITALY, new Locale('de', 'CH'), new Locale('es', 'ES'), Locale.JAPAN, new Locale('en', 'IN'), new Locale('pt', 'BR'), new Locale('nl', 'NL')].each { l ->
  println l.toString() + ' ' + [NumberFormat.getInstance(l), NumberFormat.getIntegerInstance(l), NumberFormat.getPercentInstance(l), NumberFormat.getCurrencyInstance(l)].collect { it.format(1234567.891) }
}
def n = NumberFormat.getInstance(Locale.US)
println n.parse('1,234.5')
println n.parse('1,234').class
println n.parse('12abc')
n.maximumFractionDigits = 1
println n.format(2.25) + ' ' + n.format(2.35)
n.minimumFractionDigits = 3
println n.format(2)
println NumberFormat.getInstance(Locale.GERMANY).parse('1.234,5')
println NumberFormat.getPercentInstance().format(0.256)
println NumberFormat.getCurrencyInstance(Locale.US).parse('$12.50')
println String.format('%,d %,.2f %05d %x %X %o %e %g %b %c %s %S %10s|%-10s| %% %n', 1234567, 1234.5, 42, 255, 255, 8, 12345.678, 0.00012, true, 'c' as char, 's', 's', 'r', 'l').trim()
println String.format(Locale.GERMANY, '%,.2f', 1234567.891)
println String.format('%2$s %1$s %<s', 'a', 'b')
println String.format('%+d %(d % d %#x', 5, -5, 5, 255)
println String.format('%tY-%<tm-%<td %<tH:%<tM:%<tS', new Date(0))
println String.format('%08.3f|%-8d|%s', 3.14159, 42, [1, 2])
println sprintf('%s=%d', 'a', 1)
printf('%d items%n', 3)
try { String.format('%d', 'x') } catch (e) { println e.class.name + ' ' + e.message }
try { String.format('%s %s', 'x') } catch (e) { println e.class.name + ' ' + e.message }
try { String.format('%q', 'x') } catch (e) { println e.class.name + ' ' + e.message }
println 'abc %s'.formatted(1)
