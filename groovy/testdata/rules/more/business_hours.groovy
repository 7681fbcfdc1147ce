message()
int workMinutes(Date from, Date to) {
    def cal = Calendar.getInstance(TimeZone.getTimeZone('UTC'))
    cal.time = from
    int n = 0
    while (cal.time < to) {
        def day = cal.get(Calendar.DAY_OF_WEEK), hour = cal.get(Calendar.HOUR_OF_DAY)
        if (!(day in [Calendar.SATURDAY, Calendar.SUNDAY]) && (9..<17).contains(hour)) n += 30
        cal.add(Calendar.MINUTE, 30)
    }
    n
}
println workMinutes(replica.created, replica.updated)
println workMinutes(replica.updated, replica.created)
def d = replica.created.clone()
d.time += 3600 * 1000
println d - replica.created
println d.hours + ':' + d.minutes + ' ' + (d.year + 1900) + ' ' + d.day
println (replica.created..<(replica.created + 3)).collect { it.format('EEE') }
println replica.created[Calendar.MONTH] + 1
println replica.created.clearTime().format('HH:mm')
println Date.parse('dd MMM yyyy', '05 Mar 2024').format("yyyy-'W'ww")
println new Date(0).toTimestamp().class.simpleName
println new GregorianCalendar(2024, Calendar.FEBRUARY, 29).time.format('yyyy-MM-dd')
println Calendar.instance.with { clear(); set(2024, 0, 31); add(MONTH, 1); time.format('MM-dd') }
