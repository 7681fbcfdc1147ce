import java.time.*
import java.time.format.*
import java.text.*
def days = [LocalDate.of(2024, 1, 7), LocalDate.of(2024, 3, 5), LocalDate.of(2024, 9, 12)]
'de de_AT de_CH fr fr_CA fr_CH it it_IT es es_MX pt pt_PT pt_BR nl nl_BE sv da nb nn fi pl cs sk hu ro bg hr sr sl lt lv et el ru uk tr ja zh zh_TW ko ca eu ga cy is lb id no'.split(' ').each { tag ->
    def p = tag.split('_') as List
    def l = p.size() > 1 ? new Locale(p[0], p[1]) : new Locale(p[0])
    println tag
    ['EEEE d MMMM y', 'EEE d MMM', 'LLLL', 'LLL', 'ccc', 'EEEEE MMMMM', 'G GGGG', 'QQQ QQQQ', 'h:mm a'].each { f ->
        println f + ': ' + days.collect { DateTimeFormatter.ofPattern(f, l).format(it.atTime(15, 4)) }
    }
    [FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM, FormatStyle.SHORT].each { s ->
        println DateTimeFormatter.ofLocalizedDate(s).withLocale(l).format(days[1])
        if (s != FormatStyle.FULL && s != FormatStyle.LONG) println DateTimeFormatter.ofLocalizedDateTime(s).withLocale(l).format(days[1].atTime(15, 4))
    }
    def d = new Date(1709647629123L)
    println new SimpleDateFormat('EEEE d. MMMM yyyy; EEE MMM LLLL LLL a G', l).format(d)
    println new SimpleDateFormat('MMMM', l).format(d) + ' ' + new SimpleDateFormat('MMM', l).format(d)
    println DateFormat.getDateTimeInstance(DateFormat.LONG, DateFormat.SHORT, l).format(d)
    println LocalDate.parse(DateTimeFormatter.ofPattern('d MMMM yyyy', l).format(days[2]), DateTimeFormatter.ofPattern('d MMMM yyyy', l))
    println new SimpleDateFormat('d MMM yyyy', l).parse(new SimpleDateFormat('d MMM yyyy', l).format(d)).format('yyyy-MM-dd')
}
println new SimpleDateFormat('HH:mm z', Locale.GERMANY).with { it.timeZone = TimeZone.getTimeZone('Europe/Berlin'); it.format(new Date(1709647629123L)) + ' ' + it.format(new Date(1719647629123L)) }
Locale.setDefault(Locale.GERMANY)
println String.format('%,.2f', 1234.5)
println new Date(1709647629123L).format('d. MMMM yyyy')
println LocalDate.of(2024, 3, 5).format(DateTimeFormatter.ofPattern('d. MMM'))
println NumberFormat.currencyInstance.format(12.5)
Locale.default = Locale.US
println String.format('%,.2f', 1234.5)
TimeZone.default = TimeZone.getTimeZone('Asia/Tokyo')
println new Date(0).format('yyyy-MM-dd HH:mm z')
TimeZone.setDefault(TimeZone.getTimeZone('UTC'))
