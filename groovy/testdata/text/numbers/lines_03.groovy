import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(3) { true & false }
t(4) { true | false }
t(5) { true ^ true }
t(6) { true.and(false) }
t(7) { true.xor(true) }
t(8) { true.implies(false) }
t(9) { 3.plus(4) }
t(10) { 3.minus(4) }
t(11) { 3.multiply(4) }
t(12) { 3.div(4) }
t(13) { -3 }
t(14) { +3 }
t(15) { -(-2147483648) }
t(16) { (-3).abs() }
t(17) { 3.14.abs() }
t(18) { (-3.5).negate() }
t(19) { 3.unaryMinus() }
t(20) { 3.next() }
t(21) { 3.previous() }
t(22) { 3.5.next() }
t(23) { 3.5f.next() }
t(24) { 3.toString() }
t(25) { 3.toBigDecimal() }
t(26) { 3.5.toInteger() }
t(27) { 3.99.toBigInteger() }
t(28) { 3.7d.toInteger() }
t(29) { 3.7d.toBigDecimal() }
t(30) { 0.1d.toBigDecimal() }
t(31) { 0.1f.toBigDecimal() }
t(32) { 0.1f as double }
t(33) { 0.1f as BigDecimal }
t(34) { 0.1d as BigDecimal }
t(35) { new BigDecimal(0.1d) }
t(36) { BigDecimal.valueOf(0.1d) }
t(37) { BigDecimal.valueOf(5) }
t(38) { BigDecimal.valueOf(5, 2) }
t(39) { new BigDecimal('1e3') }
t(40) { new BigDecimal('1e3').toPlainString() }
