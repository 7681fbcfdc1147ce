import java.text.SimpleDateFormat
def d = new Date(1709647629123L)
['yyyy.MM.dd G HH:mm:ss z', "EEE, MMM d, ''yy", 'h:mm a', "hh 'o''clock' a, zzzz", 'K:mm a, z', 'yyyyy.MMMMM.dd GGG hh:mm aaa', 'yyMMddHHmmssZ', "yyyy-MM-dd'T'HH:mm:ss.SSSZ", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "YYYY-'W'ww-u", 'D F w W k', 'L LL LLL LLLL'].each {
  println new SimpleDateFormat(it).format(d)
}
[Locale.GERMANY, Locale.FRANCE, Locale.ITALY, new Locale('es', 'ES'), new Locale('nl'), Locale.JAPAN, new Locale('ru')].each {
  println new SimpleDateFormat('EEEE d MMMM yyyy EEE MMM', it).format(d)
}
def f = new SimpleDateFormat('yyyy-MM-dd')
println f.parse('2024-02-31').format('yyyy-MM-dd')
f.lenient = false
try { f.parse('2024-02-31') } catch (e) { println e.class.name + ' ' + e.message }
println f.toPattern()
f.timeZone = TimeZone.getTimeZone('America/New_York')
println f.format(d)
println f.timeZone.ID
println new SimpleDateFormat('d. MMMM yyyy', Locale.GERMAN).parse('5. März 2024')
println new SimpleDateFormat('d MMM yyyy', Locale.FRENCH).parse('5 févr. 2024')
println java.text.DateFormat.getDateInstance(java.text.DateFormat.LONG, Locale.GERMANY).format(d)
println java.text.DateFormat.getDateTimeInstance(java.text.DateFormat.SHORT, java.text.DateFormat.SHORT, Locale.US).format(d)
println java.text.DateFormat.getTimeInstance(java.text.DateFormat.MEDIUM).format(d)
println new java.text.DateFormatSymbols(Locale.FRANCE).months.toList()
println new java.text.DateFormatSymbols(Locale.GERMANY).shortWeekdays.toList()
println new java.text.DateFormatSymbols().amPmStrings.toList()
def pos = new java.text.ParsePosition(0)
println new SimpleDateFormat('yyyy').parse('2020abc', pos)
println pos.index
