import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 1 + 2 }
t(2) { 1 + 2L }
t(3) { 1 + 2.0 }
t(4) { 1 + 2.0f }
t(5) { 1 + 2.0d }
t(6) { 1.0 + 2.0d }
t(7) { 1.5f + 1.5f }
t(8) { (1 as byte) + (2 as byte) }
t(9) { (1 as short) * 2 }
t(10) { ('a' as char) + 1 }
t(11) { 2147483647 + 1 }
t(12) { -2147483648 - 1 }
t(13) { Integer.MAX_VALUE * 2 }
t(14) { Long.MAX_VALUE + 1 }
t(15) { 9223372036854775807 + 1 }
t(16) { 9223372036854775808 }
t(17) { -9223372036854775808 }
t(18) { 2147483648 }
t(19) { -2147483648 }
t(20) { 10 / 3 }
t(21) { 10 / 4 }
t(22) { 10 / 5 }
t(23) { 7.0 / 2 }
t(24) { 1 / 3.0 }
t(25) { 1.0 / 3 }
t(26) { 2 / 3.0f }
t(27) { 1 / 0 }
t(28) { 1.0 / 0 }
t(29) { 1.0d / 0 }
t(30) { 0.0d / 0 }
t(31) { -1.0d / 0 }
t(32) { 5 % 0 }
t(33) { 5.0d % 0 }
t(34) { 5.intdiv(0) }
t(35) { 5.5 % 2 }
t(36) { 5.5.mod(2) }
t(37) { -7 % 3 }
t(38) { -7.mod(3) }
t(39) { -7 / 2 }
t(40) { -7.intdiv(2) }
