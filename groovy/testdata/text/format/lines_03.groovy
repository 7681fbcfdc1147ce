
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { String.format('%te %<tj %<ty %<tC', new Date(0)) }
t(2) { String.format('%tI %<tl %<tk %<tp %<tL %<tN', new Date(0)) }
t(3) { String.format('%tZ %<tz %<ts %<tQ', new Date(0)) }
t(4) { String.format('%tc', new Date(0)) }
t(5) { String.format('%Tc', new Date(0)) }
t(6) { String.format('%tF', 0L) }
t(7) { String.format('%tF', java.time.LocalDate.of(2024, 2, 29)) }
t(8) { String.format('%tT', java.time.LocalTime.of(10, 20, 30)) }
t(9) { String.format('%tF', java.time.LocalTime.of(10, 20, 30)) }
t(10) { String.format('%tH', java.time.LocalDate.of(2024, 2, 29)) }
t(11) { String.format('%tF %<tT', java.time.LocalDateTime.of(2024, 2, 29, 1, 2, 3)) }
t(12) { String.format('%tF', 'x') }
t(13) { String.format('%tF', null) }
t(14) { String.format('%tW', new Date(0)) }
t(15) { String.format('%t', new Date(0)) }
t(16) { String.format('%-12tF|', new Date(0)) }
t(17) { String.format('%TB', new Date(0)) }
t(19) { String.format('%s', new Date(0)) }
t(20) { String.format('%s', null as Object) }
t(22) { String.format('%s %d', 'a') }
t(23) { String.format('%s', 'a', 'b') }
t(24) { String.format('%10d|%-10d|', 5, 5) }
t(25) { String.format('%010d', -5) }
t(26) { String.format('%3d', 12345) }
t(27) { String.format('%.3f', 2.0005) }
t(28) { String.format('%.3f', 2.0005d) }
t(29) { String.format('%.15f', Math.PI) }
t(30) { String.format('%.2f', 1e20d) }
t(31) { String.format('%.2f', 1e20) }
t(32) { String.format('%s', 1e20d) }
t(33) { String.format('%s', 1.0E-5) }
t(34) { String.format('%.3e', 0.0d) }
t(35) { String.format('%g', 0.0d) }
t(36) { String.format('%g', 123456.0d) }
t(37) { String.format('%g', 1234567.0d) }
t(38) { String.format('%.2g', 123.0d) }
t(39) { String.format('%#.0f', 3.0d) }
t(40) { String.format('% .2f', 3.0d) }
