
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { String.format('%', 1) }
t(2) { String.format('abc%') }
t(3) { String.format('%-d', 1) }
t(4) { String.format('%5', 1) }
t(5) { String.format('%+s', 'a') }
t(6) { String.format('%#d', 1) }
t(7) { String.format('%,x', 1) }
t(8) { String.format('%-05d', 1) }
t(9) { String.format('%+ d', 1) }
t(10) { String.format('%.2d', 1) }
t(11) { String.format('%c', 'x' as byte) }
t(12) { String.format('%c', 1114112) }
t(13) { String.format('%c', 1.5) }
t(14) { String.format('%.1c', 'a' as char) }
t(15) { String.format('%b', 0) }
t(16) { String.format('%5b|', true) }
t(17) { String.format('%.1b', true) }
t(18) { String.format('%h', null) }
t(19) { String.format('%s', [1, 2]) }
t(20) { String.format('%s', [a: 1]) }
t(21) { String.format('%s', 'x' as char) }
t(22) { String.format('%s %s', 1.50, 2.0f) }
t(23) { String.format('%d', 12345678901234567890) }
t(24) { String.format('%,d', 12345678901234567890) }
t(25) { String.format('%(,.2f', -1234.5) }
t(26) { String.format('%,d', -1234) }
t(27) { String.format('%+,d', 1234567L) }
t(28) { String.format('%d', 5 as byte) }
t(29) { String.format('%x', 5 as byte) }
t(30) { String.format('%x', -5 as byte) }
t(31) { String.format('%x', 255G) }
t(32) { String.format('%o', -8) }
t(33) { String.format('%10.4s|', 'abcdefgh') }
t(34) { String.format(Locale.US, '%,.2f', 1234.5) }
t(35) { String.format(Locale.GERMANY, '%,.2f', 1234.5) }
t(36) { String.format(Locale.FRANCE, '%,.2f', 1234.5) }
t(37) { String.format('%tY-%<tm-%<td %<tH:%<tM:%<tS', new Date(0)) }
t(38) { String.format('%tF %<tT', new Date(0)) }
t(39) { String.format('%tD %<tr %<tR', new Date(0)) }
t(40) { String.format('%tB %<tb %<tA %<ta %<th', new Date(0)) }
