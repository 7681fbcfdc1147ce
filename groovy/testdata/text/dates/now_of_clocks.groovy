import java.time.*
import java.time.format.*
import java.time.temporal.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + ((e.message ?: '').readLines() ?: [''])[0] }
}
def ld = LocalDate.of(2024, 2, 29)
def ldt = LocalDateTime.of(2024, 2, 29, 13, 45, 30)
t(273) { ZonedDateTime.now(Clock.fixed(Instant.EPOCH, ZoneId.of('Asia/Tokyo'))) }
t(274) { OffsetDateTime.now(Clock.fixed(Instant.EPOCH, ZoneOffset.ofHours(2))) }
t(275) { LocalTime.now(Clock.fixed(Instant.EPOCH, ZoneId.of('Asia/Tokyo'))) }
t(276) { YearMonth.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)) }
t(277) { Year.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)) }
t(278) { MonthDay.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)) }
t(279) { OffsetTime.now(Clock.fixed(Instant.EPOCH, ZoneOffset.ofHours(3))) }
t(280) { OffsetTime.of(LocalTime.of(1,2), ZoneOffset.ofHours(1)).plusHours(3) }
