import java.text.*
import java.sql.Timestamp
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
d = new Date(1700000000000L)
t(1) { d.copyWith(year: 2020) }
t(2) { d.copyWith(year: 2020, month: Calendar.MARCH, date: 5) }
t(3) { d.updated(hourOfDay: 3) }
t(4) { d.set(year: 2021); d }
t(5) { d.set(foo: 2021) }
t(6) { d.copyWith(minute: 5, second: 6) }
t(8) { d.after(new Date(0)) }
t(9) { d.equals(new Date(d.time)) }
t(10) { d == new Date(d.time) }
t(12) { d <=> new Date(0) }
t(13) { d.compareTo(new Date(0)) }
t(14) { d.toString() }
t(15) { d.toCalendar().class }
t(16) { d.toCalendar().get(Calendar.YEAR) }
t(17) { d.toInstant() }
t(18) { d.toTimestamp() }
t(19) { d.toGMTString() }
t(20) { d.toLocaleString() }
t(21) { d.hashCode() }
t(22) { d.clone() }
t(23) { new Date(2024 - 1900, 0, 15) }
t(24) { new Date(124, 0, 15, 10, 30) }
t(25) { new Date(124, 0, 15, 10, 30, 45) }
t(26) { new Date('2024/01/15') }
t(27) { new Date('Jan 15, 2024') }
t(28) { new Date('15 January 2024 10:20:30') }
t(29) { new Date('Mon, 15 Jan 2024 10:20:30 GMT') }
t(30) { new Date('Mon Jan 15 10:20:30 UTC 2024') }
t(31) { new Date('garbage') }
t(32) { new Date('') }
t(33) { new Date('1/15/2024') }
t(34) { new Date('1/15/2024 10:20 PM') }
t(35) { new Date('1/15/2024 10:20:30 GMT+0200') }
t(36) { Date.parse('1/15/2024') }
t(37) { Date.UTC(124, 0, 15, 0, 0, 0) }
t(41) { (new Date(0)..new Date(86400000L * 2)).collect { it.format('dd') } }
t(42) { (new Date(0)..new Date(86400000L * 2)).size() }
t(43) { new Date(0) in (new Date(0)..new Date(5)) }
t(44) { d instanceof Comparable }
t(45) { [new Date(5), new Date(1)].sort()*.time }
t(46) { [new Date(5), new Date(1)].max().time }
t(47) { d.setTime(5L); d.time }
t(48) { d.setYear(100); d }
t(49) { d.setMonth(5); d }
t(50) { d.setHours(5); d }
t(51) { d as Timestamp }
t(52) { new Timestamp(0) }
t(53) { new Timestamp(1700000000123L) }
t(54) { Timestamp.valueOf('2024-01-15 10:20:30') }
t(55) { Timestamp.valueOf('2024-01-15 10:20:30.5') }
t(56) { Timestamp.valueOf('2024-01-15') }
t(57) { Timestamp.valueOf('garbage') }
t(58) { new Timestamp(1700000000123L).nanos }
t(59) { new Timestamp(1700000000123L).time }
t(60) { new Timestamp(1700000000000L) == new Date(1700000000000L) }
t(61) { new Date(1700000000000L) == new Timestamp(1700000000000L) }
t(62) { new Timestamp(1700000000000L).equals(new Date(1700000000000L)) }
t(63) { new Date(1700000000000L).equals(new Timestamp(1700000000000L)) }
t(64) { new Timestamp(5) <=> new Date(5) }
t(65) { new Timestamp(5) > new Date(1) }
t(66) { new Timestamp(5).toLocalDateTime() }
t(67) { new Timestamp(0).toInstant() }
t(68) { Timestamp.from(java.time.Instant.ofEpochSecond(5)) }
t(69) { Timestamp.valueOf(java.time.LocalDateTime.of(2024, 1, 2, 3, 4)) }
t(70) { new Timestamp(0) + 1 }
t(71) { (new Timestamp(0) + 1).class }
t(72) { new Timestamp(0).format('yyyy') }
t(73) { new Timestamp(86400000L) - new Timestamp(0) }
t(74) { new java.sql.Date(0) }
t(75) { java.sql.Date.valueOf('2024-01-15') }
t(76) { java.sql.Date.valueOf('x') }
t(77) { new java.sql.Date(0) + 1 }
t(78) { new java.sql.Time(0) }
t(79) { java.sql.Time.valueOf('10:20:30') }
t(80) { new java.sql.Date(0).toLocalDate() }
t(81) { cal.get(Calendar.YEAR) }
t(82) { cal.get(Calendar.MONTH) }
t(83) { cal.get(Calendar.DAY_OF_MONTH) }
t(84) { cal.get(Calendar.WEEK_OF_YEAR) }
t(85) { cal.get(Calendar.DAY_OF_YEAR) }
t(86) { cal.get(Calendar.AM_PM) }
t(87) { cal.get(Calendar.HOUR) }
t(88) { cal.get(Calendar.ZONE_OFFSET) }
t(89) { cal[Calendar.YEAR] }
t(90) { cal[Calendar.YEAR] = 2020; cal.time }
t(91) { cal.set(2024, 0, 31); cal.time }
t(92) { cal.add(Calendar.MONTH, 1); cal.time }
t(93) { cal.roll(Calendar.DAY_OF_MONTH, 5); cal.time }
t(94) { cal.set(Calendar.HOUR_OF_DAY, 25); cal.time }
t(95) { cal.setLenient(false); cal.set(Calendar.HOUR_OF_DAY, 25); cal.time }
t(96) { cal.setLenient(true); cal.set(Calendar.HOUR_OF_DAY, 5); cal.time }
t(97) { cal.getActualMaximum(Calendar.DAY_OF_MONTH) }
t(98) { cal.getMaximum(Calendar.DAY_OF_MONTH) }
t(99) { cal.getFirstDayOfWeek() }
t(100) { cal.getMinimalDaysInFirstWeek() }
t(101) { cal.timeZone.ID }
t(102) { cal.getDisplayName(Calendar.MONTH, Calendar.LONG, Locale.US) }
t(103) { cal.getDisplayName(Calendar.DAY_OF_WEEK, Calendar.SHORT, Locale.US) }
t(104) { cal.clearTime().time }
t(105) { cal.format('yyyy-MM-dd') }
t(106) { cal.copyWith(year: 2000).time }
t(107) { cal.updated(month: 5).time }
t(108) { cal.set(year: 2001, month: 1, date: 3); cal.time }
t(109) { cal.next().time }
t(110) { cal.previous().time }
t(111) { (cal + 3) }
t(112) { cal.clone().time == cal.time }
t(113) { cal.before(Calendar.instance) }
t(114) { cal.timeInMillis }
t(115) { cal.isSet(Calendar.YEAR) }
t(116) { cal.clear(); cal.time }
t(117) { cal.clear(Calendar.YEAR); cal.time }
t(118) { cal.setTimeZone(TimeZone.getTimeZone('GMT+2')); cal.get(Calendar.HOUR_OF_DAY) }
t(119) { cal.toInstant() }
t(120) { cal.getWeeksInWeekYear() }
t(121) { cal.class }
t(122) { new GregorianCalendar(2024, 1, 29).time }
t(123) { new GregorianCalendar(2024, Calendar.FEBRUARY, 29, 10, 20).time }
t(124) { new GregorianCalendar(2024, 1, 29).isLeapYear(2024) }
t(125) { new GregorianCalendar(2024, 1, 29).toZonedDateTime() }
t(126) { Calendar.getInstance(TimeZone.getTimeZone('UTC')).timeZone.ID }
t(127) { Calendar.JANUARY }
t(128) { Calendar.SATURDAY }
t(129) { Calendar.UNDECIMBER }
t(130) { new GregorianCalendar(2024, 0, 1) <=> new GregorianCalendar(2024, 0, 2) }
t(131) { new GregorianCalendar(2024, 0, 1) == new GregorianCalendar(2024, 0, 1) }
