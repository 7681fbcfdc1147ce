import java.text.*
import java.sql.Timestamp
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
def sdf = new SimpleDateFormat('yyyy-MM-dd')
t(1) { sdf.format(new Date(0)) }
t(2) { sdf.parse('2024-02-30') }
t(3) { sdf.lenient }
t(4) { sdf.setLenient(false); sdf.parse('2024-02-30') }
t(5) { sdf.parse('x') }
t(6) { sdf.parse('2024-01-15abc') }
t(7) { sdf.toPattern() }
t(8) { sdf.setTimeZone(TimeZone.getTimeZone('Asia/Tokyo')); sdf.parse('2024-01-15') }
t(9) { sdf.format(new Date(0)) }
t(10) { sdf.applyPattern('HH:mm'); sdf.format(new Date(0)) }
t(11) { sdf.timeZone.ID }
t(12) { new SimpleDateFormat('yyyy-MM-dd', Locale.US).parse('2024-1-5') }
t(15) { new SimpleDateFormat('foo') }
t(16) { new SimpleDateFormat('yy').parse('70') }
t(18) { new SimpleDateFormat('MMM d, yyyy').parse('Feb 3, 2021') }
t(19) { new SimpleDateFormat('yyyy-MM-dd').parse('2024-01-15', new ParsePosition(0)) }
t(20) { new SimpleDateFormat('yyyy-MM-dd').parse('zzz', new ParsePosition(0)) }
t(21) { new SimpleDateFormat().class }
t(22) { new SimpleDateFormat('dd.MM.yyyy HH:mm:ss.SSS').format(new Date(123456789L)) }
t(23) { DateFormat.getDateInstance().format(new Date(0)) }
t(24) { DateFormat.getDateInstance(DateFormat.SHORT).format(new Date(0)) }
t(25) { DateFormat.getDateInstance(DateFormat.FULL, Locale.US).format(new Date(0)) }
t(26) { DateFormat.getTimeInstance().format(new Date(0)) }
t(27) { DateFormat.getDateTimeInstance().format(new Date(0)) }
t(28) { DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT).format(new Date(0)) }
t(29) { TimeZone.getDefault().ID }
t(30) { TimeZone.getTimeZone('PST').ID }
t(31) { TimeZone.getTimeZone('Nowhere').ID }
t(32) { TimeZone.getTimeZone('GMT+5').ID }
t(33) { TimeZone.getTimeZone('Europe/Paris').rawOffset }
t(34) { TimeZone.getTimeZone('Europe/Paris').getOffset(1720000000000L) }
t(35) { TimeZone.getTimeZone('Europe/Paris').displayName }
t(36) { TimeZone.getTimeZone('Europe/Paris').getDisplayName(true, TimeZone.SHORT) }
t(37) { TimeZone.getTimeZone('Europe/Paris').useDaylightTime() }
t(38) { TimeZone.getTimeZone('Europe/Paris').inDaylightTime(new Date(1720000000000L)) }
t(39) { TimeZone.getTimeZone('UTC') == TimeZone.getTimeZone('UTC') }
t(40) { TimeZone.getTimeZone('UTC').toZoneId() }
t(41) { TimeZone.getAvailableIDs().contains('Europe/Paris') }
t(42) { TimeZone.getTimeZone('Europe/Paris').class }
t(43) { Date.from(java.time.Instant.ofEpochMilli(5)).time }
t(44) { new Date(5).toInstant().toEpochMilli() }
t(45) { new Date(0).toLocalDate() }
t(46) { new Date(0) as String }
t(47) { new Date(0) as Long }
t(48) { new Date(1L) == 1L }
t(49) { "${new Date(0)}" }
t(50) { new Date(0).foo }
t(51) { new Date(0).foo() }
t(52) { new Date(0) + new Date(0) }
t(53) { new Date(0) * 2 }
t(54) { new Date('x', 'y') }
t(56) { Date.valueOf('x') }
t(57) { groovy.time.TimeCategory.minus(new Date(86400000L * 3 + 5000), new Date(0)) }
