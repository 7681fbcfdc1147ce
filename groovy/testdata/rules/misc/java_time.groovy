message()
import java.time.*
import java.time.format.DateTimeFormatter
import java.time.temporal.ChronoUnit
def created = replica.created.toInstant().atZone(ZoneId.of('Europe/Berlin'))
println created.format(DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm z"))
println created.toLocalDate().plusDays(3).dayOfWeek
println ChronoUnit.DAYS.between(created.toLocalDate(), LocalDate.of(2024, 4, 1))
println Duration.between(replica.created.toInstant(), replica.updated.toInstant()).toHours()
println LocalDate.parse('2024-02-29').plusYears(1)
println LocalDateTime.parse('2024-03-05 10:15', DateTimeFormatter.ofPattern('yyyy-MM-dd HH:mm')).toString()
println Instant.parse('2024-03-05T10:15:30Z').toEpochMilli() == Date.from(Instant.parse('2024-03-05T10:15:30Z')).time
println OffsetDateTime.parse('2024-03-05T10:15:30+02:00').withOffsetSameInstant(ZoneOffset.UTC)
println Period.between(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 3, 1))
println ZonedDateTime.of(2024, 3, 31, 1, 30, 0, 0, ZoneId.of('Europe/Paris')).plusHours(1)
println DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.ofEpochDay(19800))
println LocalTime.of(9, 5).isBefore(LocalTime.NOON) && Year.isLeap(2024)
def nextWorkday = { LocalDate d -> (d.dayOfWeek in [DayOfWeek.FRIDAY, DayOfWeek.SATURDAY]) ? d.with(java.time.temporal.TemporalAdjusters.next(DayOfWeek.MONDAY)) : d.plusDays(1) }
println nextWorkday(LocalDate.of(2024, 3, 8))
try { LocalDate.parse('05/03/2024') } catch (java.time.format.DateTimeParseException e) { println e.message }
