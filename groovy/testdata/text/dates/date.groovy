def d = new Date(1709647629123L)
TimeZone.default = TimeZone.getTimeZone('UTC')
println d
println d.format('yyyy-MM-dd HH:mm:ss.SSS')
println d.format('EEE, d MMM yyyy HH:mm:ss Z')
println d.format("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", TimeZone.getTimeZone('Europe/Berlin'))
println d.clearTime()
def e = Date.parse("yyyy-MM-dd'T'HH:mm:ss", '2024-03-10T10:20:30')
println e - d
println((e + 5))
println e.plus(1).format('E')
println e[Calendar.YEAR] + e[Calendar.MONTH]
println e.toCalendar().get(Calendar.DAY_OF_WEEK)
println e.time
e.set(year: 2020, month: Calendar.JANUARY, date: 2)
println e
println e.copyWith(year: 1999)
println e.updated(minute: 1)
println e.before(d) ? 'before' : 'after'
println e <=> d
use(groovy.time.TimeCategory) {
  println e + 3.days
  println e - 2.weeks
  println((e + 1.month + 2.hours))
  println 3.days + 4.hours
  println((2.hours + 90.minutes).toMilliseconds())
  println 1.week.days
  println((d - e).days)
  println d - e
  println 5.minutes.from.now instanceof Date
  println 1.year.ago < new Date()
  println 10.seconds - 5.seconds
  println((3.days == 72.hours))
}
println e.dateString
println e.timeString
println e.dateTimeString
println e.toTimestamp()
println new java.sql.Date(0).toString()
println e.getAt(Calendar.HOUR)
println d.minus(e)
println Date.parse('dd.MM.yyyy', '01.02.2023').toString()
try { Date.parse('yyyy-MM-dd', 'x') } catch (ex) { println ex.message }
println d.toInstant()
println Date.from(java.time.Instant.EPOCH)
println new Date(124, 0, 15).format('yyyy-MM-dd')
println d.next().previous() == d
