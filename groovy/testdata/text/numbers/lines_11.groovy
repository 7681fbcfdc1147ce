import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { 1.step(5, -1) { print it } }
t(2) { 10.step(1, -4) { print it } }
t(3) { 1G.upto(3G) { print it } }
t(4) { 1L.downto(-1L) { print it } }
t(5) { 1.0.step(2.0, 0.25) { print it + ' ' } }
t(6) { 127.is(127) }
t(7) { 128.is(128) }
t(8) { Integer.valueOf(127).is(Integer.valueOf(127)) }
t(9) { Integer.valueOf(1000).is(Integer.valueOf(1000)) }
t(10) { 1 == 1L }
t(11) { 1 == 1.0 }
t(12) { 1.equals(1L) }
t(13) { 1.0.equals(1) }
t(14) { 1 == '1' }
t(15) { 1.hashCode() }
t(16) { 1L.hashCode() }
t(17) { 1.5d.hashCode() }
t(18) { 1.5.hashCode() }
t(19) { 1.5f.hashCode() }
t(20) { true.hashCode() }
t(21) { ('a' as char).hashCode() }
t(22) { 12345678901234567890.hashCode() }
t(23) { 5.compareTo(3) }
t(24) { 5.compareTo(3L) }
t(25) { 5.compareTo(5.0) }
t(26) { 5.byteValue() }
t(27) { 300.byteValue() }
t(28) { 5.doubleValue() }
t(29) { 5.5.longValue() }
t(30) { 5.intValue() }
t(31) { 5.isNumber() }
t(32) { 5.class }
t(33) { 5.0.class }
t(34) { 5G.class }
t(35) { 5L.class }
t(36) { 5f.class }
t(37) { 1_000_000 }
t(38) { 0xFF }
t(39) { 0b101 }
t(40) { 017 }
