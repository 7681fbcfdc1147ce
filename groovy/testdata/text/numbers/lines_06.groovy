import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 10G / 4 }
t(2) { 10G / 0 }
t(3) { 10G.intdiv(3) }
t(4) { 10G % 3 }
t(5) { 10G.sqrt() }
t(6) { 10G.intValueExact() }
t(7) { (10G ** 30).longValue() }
t(8) { (10G ** 30).longValueExact() }
t(9) { BigInteger.ONE + 1 }
t(10) { BigInteger.TEN * 1.5 }
t(11) { BigInteger.valueOf(7).and(3G) }
t(12) { Integer.toHexString(255) }
t(13) { Integer.toHexString(-1) }
t(14) { Integer.toBinaryString(10) }
t(15) { Integer.toOctalString(8) }
t(16) { Integer.toString(255, 16) }
t(17) { Integer.parseInt('ff', 16) }
t(18) { Integer.parseInt('zz', 16) }
t(19) { Integer.parseInt('') }
t(20) { Integer.parseInt(null) }
t(21) { Integer.parseInt('12.5') }
t(22) { Integer.parseInt(' 5') }
t(23) { Integer.parseInt('2147483648') }
t(24) { Integer.parseInt('-') }
t(25) { Integer.parseInt('5', 40) }
t(26) { Integer.valueOf('7') }
t(27) { Integer.valueOf('77', 8) }
t(28) { Integer.decode('0x1F') }
t(29) { Integer.decode('#ff') }
t(30) { Integer.decode('010') }
t(31) { Integer.bitCount(255) }
t(32) { Integer.reverse(1) }
t(33) { Integer.highestOneBit(100) }
t(34) { Integer.lowestOneBit(100) }
t(35) { Integer.numberOfLeadingZeros(1) }
t(36) { Integer.numberOfTrailingZeros(8) }
t(37) { Integer.rotateLeft(1, 33) }
t(38) { Integer.signum(-5) }
t(39) { Integer.compare(1, 2) }
t(40) { Integer.max(1, 2) }
