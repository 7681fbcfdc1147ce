import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 10.00 / 2.0 }
t(2) { 1 / 7 }
t(3) { 22 / 7.0 }
t(4) { 1000000 / 3 }
t(5) { 0.000001 / 3 }
t(6) { 1e-10 * 1e-10 }
t(7) { 100.0 / 3.00 }
t(8) { -1 / 3 }
t(9) { 2 / 3 }
t(10) { 1.0 / 8 }
t(11) { 1 / 1024 }
t(12) { 1 / 1048576 }
t(13) { 1e20 / 3 }
t(14) { 12345678901234567890 / 7 }
t(15) { (1 / 3) * 3 }
t(16) { 10.0 % 3 }
t(17) { 10.5d % 3 }
t(18) { 10 % 3.5 }
t(19) { 10L % 3 }
t(20) { i = 5; i++ + ++i }
t(21) { i = 5; i += 2.5; i }
t(22) { i = 5; i /= 2; i }
t(23) { i = 5; i **= 2; i }
t(24) { i = 5; i <<= 2; i }
t(25) { i = 5; i %= 3; i }
t(26) { int k = 5; k /= 2; k }
t(27) { int k = 5; k += 1.7; k }
t(28) { long k = 5; k * 2 }
t(29) { byte b = 127; b++; b }
t(30) { byte b = 127; b += 1; b }
t(31) { byte b = 128; b }
t(32) { short s = 40000; s }
t(33) { int z = 3000000000; z }
t(34) { int z = 3000000000L; z }
t(35) { char c = 65; c }
t(36) { char c = 'ab'; c }
t(37) { float f = 0.1; f }
t(38) { double d = 1; d }
t(39) { BigDecimal bd = 5; bd }
t(40) { BigInteger bi = 5; bi }
