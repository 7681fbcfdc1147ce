import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(321) { MonthDay.of(2, 29).range(ChronoField.DAY_OF_MONTH) }
t(322) { Year.of(2024).atMonth(2) }
t(323) { Year.of(2024).atMonthDay(MonthDay.of(2, 29)) }
t(324) { Year.of(2024).isValidMonthDay(MonthDay.of(2, 29)) }
t(325) { Year.of(2024).plusYears(2) }
t(326) { Year.of(2024) <=> Year.of(2020) }
t(327) { Year.of(2024).value }
t(328) { Year.of(2024).isAfter(Year.of(2020)) }
