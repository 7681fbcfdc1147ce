import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(385) { ld.get(WeekFields.ISO.weekOfMonth()) }
t(386) { ld.get(WeekFields.ISO.weekOfWeekBasedYear()) }
t(387) { ld.get(WeekFields.ISO.weekBasedYear()) }
t(388) { LocalDate.of(2021,1,1).get(WeekFields.ISO.weekOfWeekBasedYear()) }
t(389) { LocalDate.of(2021,1,1).get(WeekFields.ISO.weekBasedYear()) }
t(390) { LocalDate.of(2021,1,1).get(WeekFields.ISO.weekOfYear()) }
t(391) { LocalDate.of(2021,1,1).get(WeekFields.SUNDAY_START.weekOfWeekBasedYear()) }
t(392) { LocalDate.of(2024,12,31).get(WeekFields.SUNDAY_START.weekBasedYear()) }
