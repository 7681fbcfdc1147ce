import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(305) { MonthDay.of(12, 25).month }
t(306) { MonthDay.of(12, 25).monthValue }
t(307) { MonthDay.of(12, 25).dayOfMonth }
t(308) { MonthDay.of(13, 25) }
t(309) { MonthDay.of(2, 30) }
t(310) { MonthDay.from(ld) }
t(311) { MonthDay.of(12, 25).isAfter(MonthDay.of(1, 1)) }
t(312) { MonthDay.of(12, 25) <=> MonthDay.of(1, 1) }
