import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 5 as String }
t(2) { 5 as boolean }
t(3) { 0 as Boolean }
t(4) { 5 as char }
t(5) { 65 as Character }
t(6) { 5 as Long }
t(7) { 5.5f as Integer }
t(8) { 1.0e23d }
t(9) { 2.0E-3f }
t(10) { 2.2250738585072014E-308d }
t(11) { 4.9e-324d }
t(12) { 1.7976931348623157E308d }
t(13) { 1.0E10d }
t(14) { 1.0E7d }
t(15) { 9999999.0d }
t(16) { 0.001d }
t(17) { 0.0001d }
t(18) { 123456789.123d }
t(19) { 1.0f }
t(20) { 1.1f }
t(21) { 16777216f }
t(22) { 1.0E10f }
t(23) { 3.4028235E38f }
t(24) { 1.4e-45f }
t(25) { 100f / 3 }
t(26) { 100d / 3 }
t(27) { 0.1d + 0.2d }
t(28) { 0.1 + 0.2 }
t(29) { 0.1f + 0.2f }
t(30) { 1.0d }
t(31) { -0.0d }
t(32) { -0.0d == 0.0d }
t(33) { -0.0d.equals(0.0d) }
t(34) { Double.NaN == Double.NaN }
t(35) { Double.NaN.equals(Double.NaN) }
t(36) { Double.isNaN(0.0d / 0) }
t(37) { Double.POSITIVE_INFINITY }
t(38) { Double.MIN_VALUE }
t(39) { Double.MAX_VALUE }
t(40) { Double.parseDouble('1e5') }
