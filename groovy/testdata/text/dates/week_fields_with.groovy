import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(401) { ld.range(WeekFields.ISO.weekOfWeekBasedYear()) }
t(402) { ld.range(WeekFields.ISO.dayOfWeek()) }
t(403) { ld.with(TemporalAdjusters.firstDayOfMonth()) }
t(404) { ld.with(TemporalAdjusters.firstDayOfYear()) }
t(405) { ld.with(TemporalAdjusters.lastDayOfYear()) }
t(406) { ld.with(TemporalAdjusters.firstDayOfNextYear()) }
t(407) { ld.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY)) }
t(408) { ld.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)) }
