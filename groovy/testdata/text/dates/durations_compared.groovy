import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(169) { Duration.ofMinutes(90).toMinutesPart() }
t(170) { Duration.ofMinutes(-90) }
t(171) { Duration.ZERO }
t(172) { Duration.ofHours(1).compareTo(Duration.ofMinutes(60)) }
t(173) { Duration.ofHours(1) == Duration.ofMinutes(60) }
t(174) { Duration.ofHours(1) + Duration.ofMinutes(5) }
t(175) { Duration.ofHours(3).dividedBy(2) }
t(176) { Duration.ofHours(3).multipliedBy(2) }
