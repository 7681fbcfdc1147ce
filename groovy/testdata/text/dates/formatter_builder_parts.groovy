import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(457) { new DateTimeFormatterBuilder().padNext(5).appendValue(ChronoField.DAY_OF_MONTH).toFormatter().format(ld) }
t(458) { new DateTimeFormatterBuilder().padNext(5, '*' as char).appendValue(ChronoField.DAY_OF_MONTH).toFormatter().format(ld) }
t(459) { new DateTimeFormatterBuilder().appendPattern('yyyy').appendZoneId().toFormatter().format(ldt.atZone(ZoneId.of('Europe/Paris'))) }
t(460) { new DateTimeFormatterBuilder().appendPattern('yyyy ').appendZoneText(TextStyle.SHORT).toFormatter().format(ldt.atZone(ZoneId.of('Europe/Paris'))) }
t(461) { new DateTimeFormatterBuilder().appendPattern("yyyy'T'HH[:mm]").toFormatter() }
t(462) { new DateTimeFormatterBuilder().parseCaseInsensitive().appendValue(ChronoField.YEAR, 4).appendLiteral('x').toFormatter() }
t(463) { new DateTimeFormatterBuilder().appendPattern('EEE').parseLenient().toFormatter().withLocale(Locale.US).format(ld) }
t(464) { new DateTimeFormatterBuilder().appendValueReduced(ChronoField.YEAR, 2, 2, 2000).toFormatter().format(ld) }
