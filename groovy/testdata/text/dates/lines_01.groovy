import java.text.*
import java.sql.Timestamp
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
def d = new Date(1700000000000L)
def cal = Calendar.getInstance(); cal.setTimeInMillis(1700000000000L)
d
t(1) { d.format('yyyy-MM-dd HH:mm:ss') }
t(2) { d.format('EEE, d MMM yyyy') }
t(3) { d.format('EEEE MMMM') }
t(4) { d.format("yyyy-MM-dd'T'HH:mm:ss.SSSZ") }
t(5) { d.format("yyyy-MM-dd'T'HH:mm:ssXXX") }
t(6) { d.format("X XX XXX z zzzz Z") }
t(7) { d.format('G y yy yyy Y w W D d F E u a H k K h m s S') }
t(8) { d.format('h:mm a') }
t(9) { d.format('yyyy-MM-dd', TimeZone.getTimeZone('America/New_York')) }
t(10) { d.format("HH:mm z", TimeZone.getTimeZone('America/New_York')) }
t(11) { d.format("HH 'o''clock'") }
t(12) { d.format('b') }
t(13) { d.format("yyyy 'unclosed") }
t(14) { d.getDateString() }
t(15) { d.getTimeString() }
t(16) { d.getDateTimeString() }
t(17) { d.dateString }
t(18) { Date.parse('yyyy-MM-dd', '2024-02-29') }
t(19) { Date.parse('yyyy-MM-dd', '2024-02-30') }
t(20) { Date.parse('yyyy-MM-dd', 'garbage') }
t(21) { Date.parse('yyyy-MM-dd HH:mm', '2024-02-29 13:45') }
t(22) { Date.parse('dd/MM/yyyy', '1/2/2024') }
t(23) { Date.parse('yyyy-MM-dd', '2024-13-45') }
t(24) { Date.parse("yyyy-MM-dd'T'HH:mm:ssZ", '2024-01-01T00:00:00+0200') }
t(25) { Date.parse("yyyy-MM-dd'T'HH:mm:ssX", '2024-01-01T00:00:00Z') }
t(26) { Date.parse('EEE, dd MMM yyyy', 'Mon, 01 Jan 2024') }
t(28) { Date.parse('h:mm a', '3:30 PM') }
t(29) { Date.parse('yyyyMMdd', '20240115') }
t(30) { Date.parse('yyyy-MM-dd', '2024-01-15 extra') }
t(31) { Date.parse('yyyy-MM-dd', '') }
t(33) { d.plus(1) }
t(34) { d + 5 }
t(35) { d - 5 }
t(36) { d - new Date(0) }
t(37) { new Date(0) - d }
t(38) { d.next() }
t(39) { d.previous() }
t(40) { d++ }
t(41) { d-- }
t(42) { d.time }
t(43) { d.year }
t(44) { d.month }
t(45) { d.date }
t(46) { d.hours }
t(47) { d.minutes }
t(48) { d.seconds }
t(49) { d.day }
t(50) { d[Calendar.YEAR] }
t(51) { d[Calendar.MONTH] }
t(52) { d[Calendar.DAY_OF_WEEK] }
t(53) { d.getAt(Calendar.HOUR_OF_DAY) }
t(54) { d.clearTime() }
t(55) { d }
