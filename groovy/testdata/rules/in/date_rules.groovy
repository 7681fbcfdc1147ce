message()
import java.text.SimpleDateFormat
def parse(String s) {
    for (f in ["yyyy-MM-dd'T'HH:mm:ss.SSSZ", "yyyy-MM-dd HH:mm", "dd/MM/yyyy"]) {
        try {
            def sdf = new SimpleDateFormat(f)
            sdf.lenient = false
            return sdf.parse(s)
        } catch (java.text.ParseException e) {
            // next
        }
    }
    null
}
println parse("2024-03-05T10:15:30.000+0200")
println parse("31/12/2023")?.time
println parse("32/12/2023")
def cal = Calendar.getInstance(TimeZone.getTimeZone("UTC"))
cal.setTime(replica.created)
cal.add(Calendar.DAY_OF_MONTH, 3)
while (cal.get(Calendar.DAY_OF_WEEK) in [Calendar.SATURDAY, Calendar.SUNDAY]) cal.add(Calendar.DATE, 1)
cal.set(Calendar.HOUR_OF_DAY, 17); cal.set(Calendar.MINUTE, 0); cal.clear(Calendar.SECOND)
println cal.time.format("EEEE yyyy-MM-dd HH:mm")
issue.due = cal.getTime()
println issue.due > replica.created
println new Date(replica.created.time + 24L * 60 * 60 * 1000).format("d.M.yy")
def hours = (issue.due.time - replica.created.time) / (1000 * 60 * 60)
println hours.setScale(2, BigDecimal.ROUND_HALF_UP)
println Date.parse("yyyy-MM-dd", "2024-02-28").plus(2).format("yyyy-MM-dd")
def ts = new java.sql.Timestamp(replica.created.time)
println ts
println java.time.Instant.ofEpochMilli(replica.created.time)
println java.time.ZonedDateTime.parse("2024-03-31T01:30:00+01:00[Europe/Brussels]").plusHours(1)
