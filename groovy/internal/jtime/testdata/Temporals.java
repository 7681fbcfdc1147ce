import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.time.temporal.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.GZIPOutputStream;

/**
 * Writes temporals.tsv.gz, amounts.tsv.gz and zonerules.tsv.gz from the real java.time:
 *
 *     cd testdata && java Temporals.java
 *
 * Made on OpenJDK 17. The random numbers have fixed seeds.
 */
public class Temporals {
    static Random r = new Random(20240511);
    static PrintWriter out;

    static PrintWriter table(String name) throws IOException {
        return new PrintWriter(new OutputStreamWriter(new GZIPOutputStream(new FileOutputStream(name + ".tsv.gz")), StandardCharsets.UTF_8));
    }

    interface Case { Object get() throws Exception; }

    static void line(Object... cells) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < cells.length; i++) b.append(i == 0 ? "" : "\t").append(cells[i]);
        out.print(b + "\n");
    }

    static String run(Case c) {
        try {
            return String.valueOf(c.get());
        } catch (Throwable t) {
            return "!" + t.getClass().getSimpleName() + ": " + t.getMessage();
        }
    }

    static final String[] ZONES = {"Europe/Vienna", "America/New_York", "Asia/Kolkata", "Europe/Dublin", "Africa/Casablanca",
        "Australia/Lord_Howe", "UTC", "GMT+2", "Z", "-03:30", "America/Sao_Paulo", "Asia/Tokyo", "Pacific/Apia", "Antarctica/Troll"};

    static <T> T pick(T[] a) { return a[r.nextInt(a.length)]; }

    static long number() {
        switch (r.nextInt(8)) {
            case 0: return 0;
            case 1: return r.nextLong();
            case 2: return r.nextInt();
            case 3: return r.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            default: return r.nextInt(200) - 100;
        }
    }

    static LocalDate date() {
        switch (r.nextInt(12)) {
            case 0: return LocalDate.MIN.plusDays(r.nextInt(40));
            case 1: return LocalDate.MAX.minusDays(r.nextInt(40));
            case 2: return LocalDate.ofEpochDay(r.nextInt());
            case 3: return LocalDate.of(r.nextInt(20) - 10, 1 + r.nextInt(12), 1 + r.nextInt(28));
            case 4: return LocalDate.of(2024, 2, 28 + r.nextInt(2));
            case 5: return LocalDate.of(1990 + r.nextInt(60), r.nextBoolean() ? 12 : 1, 1 + r.nextInt(31));
            default: return LocalDate.of(1900 + r.nextInt(200), 1 + r.nextInt(12), 1 + r.nextInt(28));
        }
    }

    static LocalTime time() {
        switch (r.nextInt(6)) {
            case 0: return LocalTime.MIDNIGHT;
            case 1: return LocalTime.MAX;
            case 2: return LocalTime.of(r.nextInt(24), r.nextInt(60));
            case 3: return LocalTime.of(r.nextInt(24), r.nextInt(60), r.nextInt(60));
            case 4: return LocalTime.of(r.nextInt(24), r.nextInt(60), r.nextInt(60), r.nextInt(1000) * 1000000);
            default: return LocalTime.ofNanoOfDay((long) (r.nextDouble() * 86400e9));
        }
    }

    static LocalDateTime dateTime() { return LocalDateTime.of(date(), time()); }

    /** Often near a change of the clocks. */
    static ZonedDateTime zoned() {
        ZoneId z = ZoneId.of(pick(ZONES));
        while (true) {
            try {
                if (r.nextInt(3) == 0) {
                    Instant i = LocalDate.of(1900 + r.nextInt(160), 1, 1).atStartOfDay(z).toInstant();
                    var t = z.getRules().nextTransition(i);
                    if (t != null) return t.getInstant().plusSeconds(r.nextInt(8000) - 4000).atZone(z);
                }
                return dateTime().atZone(z);
            } catch (DateTimeException e) {
                // beyond the limits: another one
            }
        }
    }

    static Temporal value(int kind) {
        switch (kind) {
            case 0: return date();
            case 1: return time();
            case 2: return dateTime();
            case 3: return OffsetDateTime.of(dateTime(), ZoneOffset.ofTotalSeconds((r.nextInt(145) - 72) * 900));
            case 4: return zoned();
            case 5: return Instant.ofEpochSecond(r.nextInt(3) == 0 ? dateTime().toEpochSecond(ZoneOffset.UTC) : r.nextInt(), r.nextInt(4) == 0 ? 0 : r.nextInt(1000000000));
            case 6: return Year.of(date().getYear());
            default: return YearMonth.from(date());
        }
    }

    static TemporalField[] fields() {
        List<TemporalField> l = new ArrayList<>(List.of(ChronoField.values()));
        l.addAll(List.of(IsoFields.DAY_OF_QUARTER, IsoFields.QUARTER_OF_YEAR, IsoFields.WEEK_OF_WEEK_BASED_YEAR, IsoFields.WEEK_BASED_YEAR,
            JulianFields.JULIAN_DAY, JulianFields.MODIFIED_JULIAN_DAY, JulianFields.RATA_DIE));
        for (WeekFields w : List.of(WeekFields.ISO, WeekFields.SUNDAY_START, WeekFields.of(DayOfWeek.SATURDAY, 2)))
            l.addAll(List.of(w.dayOfWeek(), w.weekOfMonth(), w.weekOfYear(), w.weekOfWeekBasedYear(), w.weekBasedYear()));
        return l.toArray(new TemporalField[0]);
    }

    static TemporalUnit[] units() {
        List<TemporalUnit> l = new ArrayList<>(List.of(ChronoUnit.values()));
        l.addAll(List.of(IsoFields.WEEK_BASED_YEARS, IsoFields.QUARTER_YEARS));
        return l.toArray(new TemporalUnit[0]);
    }

    static TemporalAdjuster adjuster(int kind, DayOfWeek d, int n) {
        switch (kind) {
            case 0: return TemporalAdjusters.firstDayOfMonth();
            case 1: return TemporalAdjusters.lastDayOfMonth();
            case 2: return TemporalAdjusters.firstDayOfNextMonth();
            case 3: return TemporalAdjusters.firstDayOfYear();
            case 4: return TemporalAdjusters.lastDayOfYear();
            case 5: return TemporalAdjusters.firstDayOfNextYear();
            case 6: return TemporalAdjusters.firstInMonth(d);
            case 7: return TemporalAdjusters.lastInMonth(d);
            case 8: return TemporalAdjusters.dayOfWeekInMonth(n, d);
            case 9: return TemporalAdjusters.next(d);
            case 10: return TemporalAdjusters.nextOrSame(d);
            case 11: return TemporalAdjusters.previous(d);
            default: return TemporalAdjusters.previousOrSame(d);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        out = table("temporals");
        TemporalField[] fields = fields();
        TemporalUnit[] units = units();
        for (int kind = 0; kind < 8; kind++) {
            String k = value(kind).getClass().getSimpleName();
            for (int i = 0; i < 110; i++) {
                Temporal v = value(kind);
                TemporalUnit u = units[i % units.length];
                // Of fields and units that follow from others Java names the others when they are missing.
                if ((i >= units.length || !(u instanceof ChronoUnit)) && !v.isSupported(u)) continue;
                long n = number();
                line(k, v, "plus", n, u, run(() -> v.plus(n, u)));
                line(k, v, "minus", n, u, run(() -> v.minus(n, u)));
                Temporal w = value(kind);
                line(k, v, "until", w, u, run(() -> v.until(w, u)));
                line(k, v, "supports", u, v.isSupported(u));
                if (v instanceof Comparable) line(k, v, "compare", w, run(() -> ((Comparable) v).compareTo(w)));
                line(k, v, "hash", v.hashCode());
            }
            for (int i = 0; i < fields.length * 5; i++) {
                Temporal v = value(kind);
                TemporalField f = fields[i % fields.length];
                if ((i >= fields.length || !(f instanceof ChronoField)) && !v.isSupported(f)) continue;
                line(k, v, "get", f, run(() -> v.getLong(f)));
                line(k, v, "range", f, run(() -> v.range(f)));
                if (i < fields.length) line(k, v, "int", f, run(() -> v.get(f)));
                // Java answers a LocalDate for a date with a time here.
                if (f.toString().startsWith("WeekBasedYear[") && kind > 0) continue;
                ValueRange range = f.range();
                long n;
                if (r.nextInt(4) == 0) n = number();
                else if (range.getMaximum() < 1000000000000L) n = range.getMinimum() + (long) (r.nextDouble() * (range.getMaximum() - range.getMinimum() + 1));
                else n = r.nextInt();
                line(k, v, "with", f, n, run(() -> v.with(f, n)));
            }
            for (int i = 0; i < 60; i++) {
                Temporal v = value(kind);
                DayOfWeek d = DayOfWeek.of(1 + r.nextInt(7));
                int n = r.nextInt(13) - 6, a = i % 13;
                line(k, v, "adjust", a, d, n, run(() -> v.with(adjuster(a, d, n))));
                Temporal part = value(r.nextInt(8));
                if (part instanceof TemporalAdjuster) line(k, v, "part", part.getClass().getSimpleName(), part, run(() -> v.with((TemporalAdjuster) part)));
                Period p = Period.of(r.nextInt(5) - 2, r.nextInt(30) - 15, r.nextInt(100) - 50);
                line(k, v, "period", p, run(() -> v.plus(p)), run(() -> v.minus(p)));
                Duration q = Duration.ofSeconds(r.nextInt(), r.nextInt());
                line(k, v, "duration", q, run(() -> v.plus(q)), run(() -> v.minus(q)));
                Temporal w = value(kind);
                line(k, v, "between", w, run(() -> Duration.between(v, w)));
                line(k, v, "from", k, run(() -> v instanceof LocalDate ? LocalDateTime.from(v) : LocalDate.from(v)), run(() -> LocalTime.from(v)),
                    run(() -> Instant.from(v)), run(() -> ZonedDateTime.from(v)), run(() -> YearMonth.from(v)), run(() -> DayOfWeek.from(v)), run(() -> OffsetDateTime.from(v)));
            }
        }
        for (int i = 0; i < 250; i++) {
            LocalDate a = date(), b = date();
            line("LocalDate", a, "untilDate", b, run(() -> a.until(b)));
            ChronoUnit u = ChronoUnit.values()[r.nextInt(9)];
            LocalDateTime t = dateTime();
            line("LocalDateTime", t, "truncate", u, run(() -> t.truncatedTo(u)));
            Instant n = (Instant) value(5);
            line("Instant", n, "truncate", u, run(() -> n.truncatedTo(u)));
            line("Instant", n, "milli", run(() -> n.toEpochMilli()));
            ZonedDateTime z = zoned();
            line("ZonedDateTime", z, "truncate", u, run(() -> z.truncatedTo(u)));
            ZoneId to = ZoneId.of(pick(ZONES));
            line("ZonedDateTime", z, "sameInstant", to, run(() -> z.withZoneSameInstant(to)));
            line("ZonedDateTime", z, "sameLocal", to, run(() -> z.withZoneSameLocal(to)));
            line("ZonedDateTime", z, "earlier", run(() -> z.withEarlierOffsetAtOverlap()));
            line("ZonedDateTime", z, "later", run(() -> z.withLaterOffsetAtOverlap()));
            line("LocalDate", a, "startIn", to, run(() -> a.atStartOfDay(to)));
            int y = r.nextInt(4) == 0 ? r.nextInt() : 2020 + r.nextInt(8), m = r.nextInt(15) - 1, d = r.nextInt(34) - 1;
            line("", y, "of", m, d, run(() -> LocalDate.of(y, m, d)));
            line("", y, "ofYearDay", d * 13, run(() -> LocalDate.ofYearDay(y, d * 13)));
            line("", y, "ofTime", m, d * 2, run(() -> LocalTime.of(m * 2, d * 2, d, y)));
        }
        out.close();
        out = table("amounts");
        amounts();
        out.close();
        out = table("zonerules");
        zoneRules();
        out.close();
    }

    static Duration duration() {
        switch (r.nextInt(5)) {
            case 0: return Duration.ofSeconds(r.nextLong(), r.nextInt(1000000000));
            case 1: return Duration.ofMillis(r.nextInt());
            case 2: return Duration.ofSeconds(r.nextInt(100000) - 50000);
            case 3: return Duration.ofMinutes(r.nextInt(10000) - 5000);
            default: return Duration.ofSeconds(r.nextInt(10) - 5, r.nextInt(2000000000));
        }
    }

    static void amounts() {
        for (int i = 0; i < 400; i++) {
            Duration d = duration(), e = duration();
            long n = number();
            ChronoUnit u = ChronoUnit.values()[r.nextInt(16)];
            line("duration", d, "plus", e, run(() -> d.plus(e)), run(() -> d.minus(e)), run(() -> d.dividedBy(e)), d.compareTo(e));
            line("duration", d, "number", n, run(() -> d.multipliedBy(n)), run(() -> d.dividedBy(n)));
            line("duration", d, "unit", n, u, run(() -> d.plus(n, u)), run(() -> d.minus(n, u)), run(() -> d.truncatedTo(u)), run(() -> Duration.of(n, u)));
            line("duration", d, "self", run(() -> d.negated()), run(() -> d.abs()), run(() -> d.toMillis()), run(() -> d.toNanos()), d.hashCode(),
                d.toDays() + " " + d.toHours() + " " + d.toMinutes() + " " + d.toDaysPart() + " " + d.toHoursPart() + " " + d.toMinutesPart() + " " + d.toSecondsPart() + " " + d.toMillisPart() + " " + d.toNanosPart());
            Period p = Period.of(small(), small(), small()), q = Period.of(small(), small(), small());
            int m = r.nextInt(4) == 0 ? r.nextInt() : r.nextInt(20) - 10;
            line("period", p, "plus", q, run(() -> p.plus(q)), run(() -> p.minus(q)));
            line("period", p, "number", m, run(() -> p.multipliedBy(m)), run(() -> p.plusDays(n)), run(() -> p.minusMonths(n)), run(() -> p.plusYears(n)));
            line("period", p, "self", run(() -> p.negated()), run(() -> p.normalized()), p.toTotalMonths(), p.hashCode());
        }
        List<String> texts = new ArrayList<>(List.of("", "P", "PT", "P1", "P1D", "P1DT", "PT1S", "pt1h", "-PT1M", "+P1D", "P-1D", "-P-1D", "PT1.5S", "PT1,5S", "PT.5S", "PT1.S",
            "PT0.123456789S", "PT0.1234567891S", "PT-0.5S", "PT-1.5S", "-PT-1.5S", "P1Y", "P1M", "P1Y2M3D", "P1Y2M3W4D", "P2W", "-P1Y-2M", "P1YT1S", "PT99999999999999999999S",
            "PT9223372036854775807S", "P106751991167301D", "P106751991167300D", "PT153722867280912931M", "P9999999999Y", "P-2147483648D", "-P-2147483648D", "P2147483647W", "P400000000W",
            "PT1H2M3S", "PT3S2M", "P1DT1H", "PT1H1H", " P1D", "P1D ", "PT+1H", "PT--1H", "P+1D", "pT1s", "P1dt1.000000001s", "PT9223372036854775807.999999999S", "-PT9223372036854775808S",
            "PT-9223372036854775808S", "P306783378Y8M", "P1W1D", "P1D1W", "T1H", "1D", "PT1D", "P1H", "PTS", "PT1.1H"));
        for (int i = 0; i < 300; i++) {
            String s = r.nextBoolean() ? duration().toString() : Period.of(small(), small(), small()).toString();
            if (r.nextInt(3) == 0) {
                int at = r.nextInt(s.length());
                s = s.substring(0, at) + "PTDHMSYW0123+-.,x ".charAt(r.nextInt(18)) + s.substring(r.nextBoolean() ? at : at + 1);
            }
            texts.add(s);
        }
        for (String s : texts) line("parse", s, run(() -> Duration.parse(s)), run(() -> Period.parse(s)));
    }

    static int small() { return r.nextInt(6) == 0 ? r.nextInt() : r.nextInt(60) - 30; }

    static void zoneRules() {
        List<String> ids = new ArrayList<>(new java.util.TreeSet<>(ZoneId.getAvailableZoneIds()));
        for (String id : ids) {
            var rules = ZoneId.of(id).getRules();
            for (int i = 0; i < 3; i++) {
                Instant at = Instant.ofEpochSecond(-3000000000L + (long) (r.nextDouble() * 8000000000L), r.nextInt(2) * 500000000L);
                if (r.nextInt(2) == 0) {
                    var t = rules.nextTransition(at);
                    if (t != null) at = t.getInstant().plusSeconds(r.nextInt(3) == 0 ? r.nextInt(9000) - 4500 : r.nextInt(3) - 1);
                }
                LocalDateTime local = LocalDateTime.ofInstant(at, rules.getOffset(at)).plusSeconds(r.nextInt(7200) - 3600);
                line(id, at, rules.getOffset(at), rules.getStandardOffset(at), rules.isDaylightSavings(at), rules.nextTransition(at), rules.previousTransition(at),
                    local, rules.getValidOffsets(local), rules.getOffset(local), rules.getTransition(local), rules.isFixedOffset());
            }
        }
        for (String id : List.of("", "Z", "z", "+", "+1", "+01", "+01:", "+0100", "+01:00", "+01:00:01", "+010001", "-18:00", "+18:01", "+19", "+1:00", "+01:60", "+01:00:60", "01:00",
            "UTC", "GMT", "UT", "UTC+1", "UTC+01:00", "GMT-3", "UT+0", "UTC+0", "UTC+25", "GMT0", "UTCX", "GMT+", "utc", "Europe/Paris", "europe/paris", "EST", "PST", "X", "1A", "A!", "A/", "Etc/GMT+5",
            "é", "+é1", "SystemV/PST8", "America/Argentina/ComodRivadavia", "Europe/Pari", "UTC+1:00", "UTC-00:00", "GMT-0", "+00:00", "-00:00", "+ab", "+0a:00"))
            line("of", id, run(() -> ZoneId.of(id).getId() + " " + ZoneId.of(id).normalized().getId() + " " + ZoneId.of(id).hashCode()), run(() -> ZoneOffset.of(id)));
    }
}
