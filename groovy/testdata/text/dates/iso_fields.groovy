import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(369) { Month.MAY.get(IsoFields.QUARTER_OF_YEAR) }
t(370) { LocalTime.NOON.get(IsoFields.QUARTER_OF_YEAR) }
t(371) { ld.isSupported(IsoFields.QUARTER_OF_YEAR) }
t(372) { WeekFields.ISO }
t(373) { WeekFields.of(Locale.US) }
t(374) { WeekFields.of(Locale.GERMANY) }
t(375) { WeekFields.of(Locale.US).firstDayOfWeek }
t(376) { WeekFields.of(Locale.FRANCE).minimalDaysInFirstWeek }
