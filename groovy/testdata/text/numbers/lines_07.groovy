import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { Integer.sum(1, 2) }
t(2) { Integer.parseUnsignedInt('4294967295') }
t(3) { Integer.toUnsignedString(-1) }
t(4) { Integer.toUnsignedLong(-1) }
t(5) { Integer.divideUnsigned(-1, 2) }
t(6) { Integer.remainderUnsigned(-1, 7) }
t(7) { Integer.MIN_VALUE }
t(8) { Integer.SIZE }
t(9) { Integer.BYTES }
t(10) { Long.parseLong('7f', 16) }
t(11) { Long.parseLong('9223372036854775808') }
t(12) { Long.parseLong('5L') }
t(13) { Long.toHexString(-1L) }
t(14) { Long.toBinaryString(5L) }
t(15) { Long.toString(100L, 36) }
t(16) { Long.bitCount(7L) }
t(17) { Long.numberOfTrailingZeros(8L) }
t(18) { Long.MAX_VALUE }
t(19) { Long.valueOf('5') }
t(20) { Long.hashCode(5L << 32) }
t(21) { Long.compareUnsigned(-1L, 1L) }
t(22) { Short.parseShort('40000') }
t(23) { Short.MAX_VALUE }
t(24) { Byte.parseByte('200') }
t(25) { Byte.MIN_VALUE }
t(26) { Byte.toUnsignedInt((byte) -1) }
t(27) { (byte) 200 }
t(28) { (short) 70000 }
t(29) { (int) 3.99 }
t(30) { (int) -3.99 }
t(31) { (long) 1e19d }
t(32) { (int) Double.NaN }
t(33) { (int) 1e10d }
t(34) { (char) 65 }
t(35) { (int) 'a' }
t(36) { 300 as byte }
t(37) { 3.7 as int }
t(38) { '5' as int }
t(39) { 'a' as int }
t(40) { (Integer) 5.5 }
