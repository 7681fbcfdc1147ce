import java.time.*
import java.time.format.*
def d = LocalDateTime.of(2024, 3, 5, 14, 7, 9, 123456789)
['yyyy-MM-dd', 'dd/MM/yy', 'd MMM yyyy', 'EEEE, d MMMM uuuu', 'EEE d', 'HH:mm:ss.SSS', 'h:mm a', 'KK:mm B', 'kk', 'D', 'w W', 'e c', 'Q QQQ QQQQ', 'G GGGG', 'YYYY', 'SSSSSS', 'n N A', "yyyy'T'HH", 'MMMMM', 'EEEEE', 'LLLL', 'F', 'yyyyMMddHHmmss', "hh 'o''clock' a", '[HH:mm]', 'ppppH'].each {
  try { println "$it -> ${d.format(DateTimeFormatter.ofPattern(it))}" } catch (e) { println "$it !! ${e.class.name}: ${e.message}" }
}
def z = ZonedDateTime.of(d, ZoneId.of('Europe/Berlin'))
['z', 'zzzz', 'VV', 'X', 'XX', 'XXX', 'x', 'xxx', 'Z', 'ZZZZ', 'ZZZZZ', 'O', 'OOOO', 'v', 'vvvv'].each {
  try { println "$it -> ${z.format(DateTimeFormatter.ofPattern(it))}" } catch (e) { println "$it !! ${e.class.name}: ${e.message}" }
}
[Locale.GERMANY, Locale.FRANCE, Locale.ITALY, new Locale('es'), Locale.UK, new Locale('nl'), new Locale('pl'), new Locale('pt', 'BR'), Locale.JAPAN].each {
  println d.format(DateTimeFormatter.ofPattern('EEEE, d. MMMM yyyy EEE MMM', it))
}
