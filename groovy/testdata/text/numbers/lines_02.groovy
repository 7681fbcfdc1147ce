import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 7L.intdiv(2) }
t(2) { 7.5.intdiv(2) }
t(3) { 2 ** 10 }
t(4) { 2 ** -1 }
t(5) { 2 ** 31 }
t(6) { 2 ** 63 }
t(7) { 2 ** 64 }
t(8) { 2L ** 10 }
t(9) { 2.5 ** 2 }
t(10) { 2.5 ** -1 }
t(11) { 2 ** 0.5 }
t(12) { 2.0f ** 2 }
t(13) { 0 ** 0 }
t(14) { (-2) ** 3 }
t(15) { 10 ** 20 }
t(16) { 1.1 ** 10 }
t(17) { 2.power(3) }
t(18) { 1 << 31 }
t(19) { 1 << 32 }
t(20) { 1 << 33 }
t(21) { 1L << 40 }
t(22) { -1 >> 1 }
t(23) { -1 >>> 28 }
t(24) { -1L >>> 60 }
t(25) { 5 & 3 }
t(26) { 5 | 3 }
t(27) { 5 ^ 3 }
t(28) { ~5 }
t(29) { ~5L }
t(30) { 5.and(3) }
t(31) { 5.or(3) }
t(32) { 5.xor(3) }
t(33) { 5.bitwiseNegate() }
t(34) { 5.leftShift(2) }
t(35) { 5.rightShift(1) }
t(36) { (-5).rightShiftUnsigned(28) }
t(37) { 1.5 << 2 }
t(38) { 1.5 & 2 }
t(39) { 5 & 3L }
t(40) { 5G & 3 }
