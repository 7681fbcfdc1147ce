import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { new BigDecimal('1e3').toEngineeringString() }
t(2) { new BigDecimal('abc') }
t(3) { new BigDecimal('') }
t(4) { new BigDecimal('1.2.3') }
t(5) { new BigInteger('ff', 16) }
t(6) { new BigInteger('zz') }
t(7) { new BigInteger('') }
t(10) { 3.14159d.round(2) }
t(11) { 3.14159d.round() }
t(12) { 3.5d.round() }
t(13) { -3.5d.round() }
t(14) { 3.14159f.round(2) }
t(15) { 3.14159f.round() }
t(16) { 3.14159d.trunc(2) }
t(17) { 3.99d.trunc() }
t(18) { 3.14159f.trunc(2) }
t(20) { 3.14159.setScale(2, RoundingMode.HALF_UP) }
t(21) { 3.145.setScale(2, BigDecimal.ROUND_HALF_EVEN) }
t(22) { 3.145.setScale(2) }
t(23) { 3.14159.round(new MathContext(3)) }
t(24) { new MathContext(5, RoundingMode.DOWN) }
t(25) { MathContext.DECIMAL32 }
t(26) { MathContext.UNLIMITED }
t(27) { RoundingMode.values() }
t(28) { 2.5.setScale(0, RoundingMode.HALF_EVEN) }
t(29) { -2.5.setScale(0, RoundingMode.CEILING) }
t(30) { 2.1.setScale(0, RoundingMode.UNNECESSARY) }
t(31) { 10.divide(3) }
t(32) { 10.0.divide(3.0) }
t(33) { 10.0.divide(4.0) }
t(34) { 10.0.divide(3.0, 5, RoundingMode.HALF_UP) }
t(35) { 10.0.divide(3.0, RoundingMode.DOWN) }
t(36) { 10.0.divide(3.0, MathContext.DECIMAL32) }
t(37) { 10.0.divideToIntegralValue(3) }
t(38) { 10.0.divideAndRemainder(3.0) }
t(39) { 10.0.remainder(3.0) }
t(40) { 1.10.scale() }
