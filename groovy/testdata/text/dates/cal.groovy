def c = Calendar.getInstance(TimeZone.getTimeZone('UTC'))
c.timeInMillis = 1709647629123L
println c.time
println c.get(Calendar.YEAR) + '/' + c.get(Calendar.MONTH)
println c[Calendar.DAY_OF_YEAR]
c.add(Calendar.MONTH, 11)
println c.time
c.roll(Calendar.DAY_OF_MONTH, 30)
println c.time
c.set(2024, Calendar.FEBRUARY, 29, 12, 0, 0)
println c.time.format('yyyy-MM-dd HH:mm')
println c.getActualMaximum(Calendar.DAY_OF_MONTH)
println c.getDisplayName(Calendar.MONTH, Calendar.LONG, Locale.FRANCE)
println c.getDisplayName(Calendar.DAY_OF_WEEK, Calendar.SHORT, Locale.US)
println c.getDisplayNames(Calendar.DAY_OF_WEEK, Calendar.SHORT, Locale.US).sort { it.value }
println c.firstDayOfWeek
println c.get(Calendar.WEEK_OF_YEAR)
c.set(Calendar.HOUR_OF_DAY, 0)
c.clear(Calendar.MINUTE)
println c.format('HH:mm')
def c2 = (Calendar) c.clone()
c2.add(Calendar.DATE, -1)
println c2.before(c)
println c2 < c
println c.timeZone.ID
println c.isLenient()
c[Calendar.YEAR] = 2000
println c[Calendar.YEAR]
def g = new GregorianCalendar(2023, 11, 25)
println g.isLeapYear(2024)
println g.time.format('EEE dd MMM yyyy')
println g.toInstant()
println g.toZonedDateTime().toLocalDate()
println g.clearTime().format('HHmm')
println Calendar.instance.class.name
println g.getMaximum(Calendar.MONTH)
println g.getMinimalDaysInFirstWeek()
println g.weekYear
