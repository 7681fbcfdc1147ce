
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { String.format('%08.2f', -3.14159) }
t(2) { String.format('%-8.2f|', -3.14159) }
t(3) { String.format('%,15.2f|', 9876543.21) }
t(4) { '%s is %d'.format('x', 5) }
t(5) { "${String.format('%02d', 7)}:${String.format('%02d', 5)}" }
t(6) { [1,2,3].collect { String.format('%02d', it) }.join(':') }
t(7) { '%d%%'.format(50) }
t(8) { String.format('%s', { 1 })?.contains('closure') }
t(9) { String.format('%s', new int[0].class) }
t(10) { String.format('%s %s', *['a', 'b']) }
t(11) { String.format('%-20s%10s', 'Name', 'Price') }
t(12) { String.format('|%s|', '') }
t(13) { String.format('%05s', 'a') }
t(14) { String.format('%1$', 1) }
t(15) { String.format('%0d', 1) }
t(16) { String.format('%--d', 1) }
t(17) { String.format('%99999999999d', 1) }
t(18) { String.format('%.f', 1.0) }
t(19) { String.format('%s %s', 'only') }
t(20) { String.format('%i', 5) }
t(21) { String.format('%D', 5) }
t(22) { String.format('%F', 5.0) }
