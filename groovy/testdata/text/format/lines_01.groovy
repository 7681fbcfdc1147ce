
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { String.format('%d', 42) }
t(2) { String.format('%5d|%-5d|%05d|%+d|%,d|% d|%(d', 42, 42, 42, 42, 1234567, 42, -42) }
t(3) { String.format('%x %X %o %h %H', 255, 255, 8, 'hello', 'hello') }
t(4) { String.format('%x', -1) }
t(5) { String.format('%x', -1L) }
t(6) { String.format('%#x %#o', 255, 8) }
t(7) { String.format('%08x', 48879) }
t(8) { String.format('%b %B %b %b', true, false, null, 'x') }
t(9) { String.format('%c %C %c', 'a' as char, 'b' as char, 65) }
t(10) { String.format('%c', 'abc') }
t(11) { String.format('%c', 'a') }
t(12) { String.format('%s %S %10s|%-10s|%.2s', 'hi', 'hi', 'hi', 'hi', 'hello') }
t(13) { String.format('%f %.2f %10.3f|%-10.1f|%010.2f|%+.1f|%,.2f', 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 3.14159, 1234567.891) }
t(14) { String.format('%.0f %.0f %.0f', 0.5, 1.5, 2.5) }
t(15) { String.format('%.0f %.0f %.0f', 0.5d, 1.5d, 2.5d) }
t(16) { String.format('%.1f %.1f', 0.25, 0.35) }
t(17) { String.format('%.1f %.1f', 0.25d, 0.35d) }
t(18) { String.format('%.2f', 1.005d) }
t(19) { String.format('%.20f', 0.1d) }
t(20) { String.format('%e %.2e %E', 12345.678, 12345.678, 0.00012) }
t(21) { String.format('%g %.3g %g', 12345.678, 0.00001234, 1e10) }
t(22) { String.format('%a', 1.0d) }
t(23) { String.format('%f', 1.0f/3) }
t(24) { String.format('%f %f %f', Double.NaN, Double.POSITIVE_INFINITY, -1.0d/0) }
t(25) { String.format('%5s|%-5s|', null, null) }
t(26) { String.format('%d', null) }
t(27) { String.format('%.2f', null) }
t(28) { String.format('%n').size() }
t(29) { String.format('%%') }
t(30) { String.format('%5%|%-5%|') }
t(31) { String.format('%2$s %1$s %1$s', 'a', 'b') }
t(32) { String.format('%s %<s %s', 'a', 'b') }
t(33) { String.format('%<s', 'a') }
t(34) { String.format('%3$s', 'a') }
t(35) { String.format('%s') }
t(36) { String.format('%d', 'a') }
t(37) { String.format('%d', 1.5) }
t(38) { String.format('%f', 1) }
t(39) { String.format('%f', 'x') }
t(40) { String.format('%q', 1) }
