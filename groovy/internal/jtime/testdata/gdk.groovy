// Writes gdk.tsv.gz from the methods the real Groovy adds to dates:
//
//     cd testdata && groovy gdk.groovy
//
// Made by Groovy 2.4.21 on OpenJDK 17. The random numbers have a fixed seed.
import java.util.zip.GZIPOutputStream

Locale.setDefault(Locale.US)
def r = new Random(5)
def zones = ['UTC', 'Europe/Vienna', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia']
def attempt = { c ->
    try {
        return String.valueOf(c())
    } catch (Throwable t) {
        while (t instanceof org.codehaus.groovy.runtime.InvokerInvocationException && t.cause) t = t.cause
        return '!' + t.class.simpleName + ': ' + t.message
    }
}
def millis = {
    switch (r.nextInt(4)) {
        case 0: return (long) (r.nextDouble() * 4e12) - 1000000000000L
        case 1:
            def t = java.time.ZoneId.of(zones[1 + r.nextInt(3)]).rules.nextTransition(java.time.Instant.ofEpochMilli((long) (r.nextDouble() * 1.6e12)))
            return (t == null ? 0 : t.toEpochSecond() * 1000) + r.nextInt(200000000) - 100000000
        default: return (long) (r.nextDouble() * 2e12)
    }
}
new OutputStreamWriter(new GZIPOutputStream(new FileOutputStream('gdk.tsv.gz')), 'UTF-8').withWriter { w ->
    def line = { Object... cells -> w.write(cells.join('\t') + '\n') }
    400.times {
        def zone = zones[r.nextInt(zones.size())]
        def tz = TimeZone.getTimeZone(zone)
        TimeZone.setDefault(tz)
        long a = millis(), b = r.nextInt(3) == 0 ? a + r.nextInt(400000000) - 200000000 : millis()
        def d = new Date(a), e = new Date(b)
        int n = r.nextInt(6) == 0 ? r.nextInt(200000) - 100000 : r.nextInt(60) - 30
        def c = d.toCalendar(), cc = e.toCalendar()
        line('date', zone, a, b, n, (d + n).time, (d - n).time, d - e, d.next().time, d.previous().time, d.dateString, d.timeString, d.dateTimeString,
            new Date(a).with { clearTime(); time }, d[Calendar.DAY_OF_YEAR], d.format('yyyy-MM-dd HH:mm:ss.SSS zzz'), c - cc, c.next().timeInMillis,
            c.clone().with { clearTime(); timeInMillis }, c.format('yyyy/MM/dd HH:mm'), d.toTimestamp().with { it + n }, new java.sql.Date(a) + n)
        def m = [year: 1990 + r.nextInt(50), month: r.nextInt(14) - 1, date: r.nextInt(33), hourOfDay: r.nextInt(26), minute: r.nextInt(60), second: r.nextInt(70)].findAll { r.nextBoolean() }
        line('update', zone, a, m.collect { k, v -> "$k=$v" }.join(','), d.copyWith(m).time, new Date(a).with { set(m); time }, c.copyWith(m).timeInMillis)
        int f = 1 + r.nextInt(14), v = r.nextInt(30)
        line('put', zone, a, f, v, attempt { new Date(a).with { it[f] = v; time } })
        if ((e - d).abs() < 40) {
            line('upto', zone, a, b, attempt { def l = []; d.upto(e) { l << it.time }; l.join(' ') }, attempt { def l = []; d.downto(e) { l << it.time }; l.join(' ') },
                attempt { def l = []; c.upto(cc) { l << it.timeInMillis }; l.join(' ') }.take(200))
        }
    }
    for (s in ['2024-02-29', '2024-2-9', 'x', '', '24-1-1', '2024-13-45']) line('parse', s, attempt { Date.parse('yyyy-MM-dd', s).time }, attempt { Date.parse('yyyy-MM-dd', s, TimeZone.getTimeZone('Asia/Tokyo')).time })
    for (s in ['Mon Nov 23 01:05:34 UTC 2026', 'Mon Jul 06 01:05:34 CEST 2026', 'Mon Nov 23', 'Mon Nov 23 01:05:34 PST 2026']) line('toStringDate', s, attempt { Date.parseToStringDate(s).time })
}
