import java.time.*
import java.time.format.*
def p = { String s, String f, Locale l = Locale.US -> try { println LocalDate.parse(s, DateTimeFormatter.ofPattern(f, l)) } catch (DateTimeParseException e) { println e.message } }
p '2024-01-05', 'yyyy-MM-dd'
p '5 Jan 2024', 'd MMM yyyy'
p '05/01/24', 'dd/MM/yy'
p '2024-13-05', 'yyyy-MM-dd'
p '2024-02-30', 'yyyy-MM-dd'
p '2024-02-30', 'uuuu-MM-dd'
p 'Friday, January 5, 2024', 'EEEE, MMMM d, yyyy'
p 'Monday, January 5, 2024', 'EEEE, MMMM d, yyyy'
p '20240105', 'yyyyMMdd'
p '5 janvier 2024', 'd MMMM yyyy', Locale.FRANCE
p '5. März 2024', 'd. MMMM yyyy', Locale.GERMANY
p 'x', 'yyyy'
p '2024-01-05x', 'yyyy-MM-dd'
try { println LocalDateTime.parse('2024-01-05 10:11', DateTimeFormatter.ofPattern('yyyy-MM-dd HH:mm')) } catch (e) { println e.message }
try { println LocalDateTime.parse('2024-01-05T10:11:12.345') } catch (e) { println e.message }
try { println LocalTime.parse('10:11 PM', DateTimeFormatter.ofPattern('hh:mm a')) } catch (e) { println e.message }
try { println OffsetDateTime.parse('2024-01-05T10:11:12+02:00') } catch (e) { println e.message }
try { println OffsetDateTime.parse('2024-01-05T10:11:12.000+0200', DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ")) } catch (e) { println e.message }
try { println ZonedDateTime.parse('2024-01-05T10:11:12+01:00[Europe/Paris]') } catch (e) { println e.message }
try { println Instant.parse('2024-01-05T10:11:12Z').toEpochMilli() } catch (e) { println e.message }
try { println Instant.parse('2024-01-05') } catch (e) { println e.message }
try { println LocalDate.parse('5.1.2024') } catch (e) { println e.message }
try { println YearMonth.parse('2024-05') } catch (e) { println e.message }
try { println Duration.parse('PT1H30M').toMinutes() } catch (e) { println e.message }
try { println Period.parse('P1Y2M3D') } catch (e) { println e.message }
try { println Duration.parse('1h') } catch (e) { println e.message }
