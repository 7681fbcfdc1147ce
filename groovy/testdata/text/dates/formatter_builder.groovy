import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(441) { ChronoUnit.DAYS.addTo(ld, 5) }
t(442) { ChronoUnit.DAYS.isSupportedBy(ld) }
t(443) { new DateTimeFormatterBuilder().appendValue(ChronoField.DAY_OF_MONTH, 2).appendLiteral('.' as char).appendValue(ChronoField.MONTH_OF_YEAR).toFormatter().format(ld) }
t(444) { new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD).toFormatter().format(ld) }
t(445) { new DateTimeFormatterBuilder().appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT).toFormatter(Locale.US).format(ld) }
t(446) { new DateTimeFormatterBuilder().appendText(ChronoField.DAY_OF_WEEK).toFormatter().format(ld) }
t(447) { new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE).appendLiteral(' ').append(DateTimeFormatter.ISO_LOCAL_TIME).toFormatter().format(ldt) }
t(448) { new DateTimeFormatterBuilder().appendPattern('HH:mm').optionalStart().appendPattern(':ss').optionalEnd().toFormatter().parse('10:30', LocalTime.&from) }
