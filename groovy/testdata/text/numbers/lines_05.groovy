import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 1.10.precision() }
t(2) { 1.10.unscaledValue() }
t(3) { 1.10.stripTrailingZeros() }
t(4) { 100.0.stripTrailingZeros() }
t(5) { 1.10.hashCode() }
t(6) { 1.10.equals(1.1) }
t(7) { 1.10 == 1.1 }
t(8) { 1.10.compareTo(1.1) }
t(9) { 1.5.max(2.5) }
t(10) { 1.5.min(2.5) }
t(11) { 1.5.pow(3) }
t(12) { 2.0.sqrt(new MathContext(10)) }
t(13) { 1.5.signum() }
t(14) { 1.5.movePointLeft(2) }
t(15) { 1.5.movePointRight(3) }
t(16) { 1.5.scaleByPowerOfTen(3) }
t(17) { 1.5.intValueExact() }
t(18) { 5.0.intValueExact() }
t(19) { 1e10.longValueExact() }
t(20) { 1.5.ulp() }
t(21) { 123.456.plus(1) }
t(22) { 10G.pow(20) }
t(23) { 10G.mod(3) }
t(24) { (-10G).mod(3) }
t(25) { 10G.mod(-3) }
t(26) { 10G.gcd(4) }
t(27) { 10G.modPow(3, 7) }
t(28) { 3G.modInverse(7) }
t(29) { 10G.isProbablePrime(10) }
t(30) { 10G.nextProbablePrime() }
t(31) { 10G.bitLength() }
t(32) { 10G.bitCount() }
t(33) { 10G.testBit(1) }
t(34) { 10G.setBit(0) }
t(35) { 10G.clearBit(1) }
t(36) { 10G.flipBit(0) }
t(37) { 10G.toString(2) }
t(38) { 10G.toByteArray() }
t(39) { 10G.negate() }
t(40) { 10G.divide(0G) }
