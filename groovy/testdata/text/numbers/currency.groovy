def c = Currency.getInstance('EUR')
println c
println c.currencyCode
println c.symbol
println c.defaultFractionDigits
println c.displayName
println Currency.getInstance('JPY').defaultFractionDigits
println Currency.getInstance(Locale.US)
println Currency.getInstance('USD').getSymbol(Locale.US)
println Currency.getInstance('USD').getSymbol()
println Currency.getInstance('EUR').getSymbol(Locale.GERMANY)
println Currency.getInstance('GBP').numericCode
try { Currency.getInstance('XX') } catch (IllegalArgumentException e) { println e.class.name }
println Currency.getInstance('EUR') == Currency.getInstance(Locale.GERMANY)
def f = java.text.NumberFormat.getCurrencyInstance(Locale.US)
f.currency = Currency.getInstance('EUR')
println f.format(12.5)
println f.currency
