import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(289) { OffsetTime.parse('x') }
t(290) { OffsetTime.parse('10:15+01:00').format(DateTimeFormatter.ofPattern('HH:mm xxx')) }
t(291) { OffsetTime.parse('10:15+01:00').offset }
t(292) { OffsetTime.parse('10:15+01:00').truncatedTo(ChronoUnit.HOURS) }
t(293) { OffsetTime.parse('10:15+01:00').withHour(3).withMinute(4) }
t(294) { OffsetTime.parse('10:15+01:00').hashCode() }
t(295) { OffsetTime.parse('10:15+01:00').until(OffsetTime.parse('10:15Z'), ChronoUnit.MINUTES) }
t(296) { OffsetTime.parse('10:15+01:00') == OffsetTime.parse('09:15Z') }
