import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { Double.parseDouble('abc') }
t(2) { Double.parseDouble('') }
t(3) { Double.parseDouble(' 1.5 ') }
t(4) { Double.parseDouble('0x1p3') }
t(6) { Double.valueOf('1.5f') }
t(7) { Double.toString(1.0E23d) }
t(8) { Double.toHexString(1.5d) }
t(9) { Double.compare(0.0d, -0.0d) }
t(10) { Double.doubleToLongBits(1.0d) }
t(11) { Double.longBitsToDouble(4607182418800017408L) }
t(12) { Float.parseFloat('1.1') }
t(13) { Float.MAX_VALUE }
t(14) { Float.floatToIntBits(1.0f) }
t(15) { Float.intBitsToFloat(1) }
t(16) { Math.max(1, 2L) }
t(18) { Math.min(-0.0d, 0.0d) }
t(19) { Math.abs(-5) }
t(20) { Math.abs(-5.5) }
t(21) { Math.abs(Integer.MIN_VALUE) }
t(22) { Math.round(2.5d) }
t(23) { Math.round(-2.5d) }
t(24) { Math.round(2.4f) }
t(25) { Math.round(2.5) }
t(26) { Math.floor(2.7) }
t(27) { Math.ceil(2.1) }
t(28) { Math.ceil(-0.5d) }
t(29) { Math.rint(2.5d) }
t(30) { Math.sqrt(2) }
t(31) { Math.cbrt(27) }
t(32) { Math.pow(2, 10) }
t(33) { Math.exp(1) }
t(34) { Math.log(10) }
t(35) { Math.log10(1000) }
t(36) { Math.log1p(1) }
t(37) { Math.expm1(1) }
t(38) { Math.sin(1) }
t(39) { Math.cos(1) }
t(40) { Math.tan(1) }
