import java.time.*
import java.time.format.*
def d = LocalDate.of(2024, 2, 29)
def z = ZonedDateTime.of(d, LocalTime.of(9, 5), ZoneId.of('America/New_York'))
FormatStyle.values().each { s ->
  try { println "$s ${DateTimeFormatter.ofLocalizedDate(s).format(d)}" } catch (e) { println e.message }
  try { println "$s ${DateTimeFormatter.ofLocalizedTime(s).format(z)}" } catch (e) { println e.message }
  try { println "$s ${DateTimeFormatter.ofLocalizedDateTime(s).format(z)}" } catch (e) { println e.message }
  [Locale.GERMANY, Locale.FRANCE].each { l ->
    println "$s $l ${DateTimeFormatter.ofLocalizedDate(s).withLocale(l).format(d)}"
    if (s != FormatStyle.FULL) println "$s $l ${DateTimeFormatter.ofLocalizedDateTime(s).withLocale(l).format(z)}"
  }
}
