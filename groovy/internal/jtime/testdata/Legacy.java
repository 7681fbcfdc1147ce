import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.text.DateFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.GZIPOutputStream;

/**
 * Writes timezones.tsv.gz, dates.tsv.gz, calendars.tsv.gz and dateformats.tsv.gz
 * from the real java.util and java.text:
 *
 *     cd testdata && java Legacy.java
 *
 * Made on OpenJDK 17. The random numbers have a fixed seed.
 */
@SuppressWarnings("deprecation")
public class Legacy {
    static Random r = new Random(99);
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

    static <T> T pick(T[] a) { return a[r.nextInt(a.length)]; }

    static final String[] ZONES = {"UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Europe/Dublin", "America/Sao_Paulo", "Asia/Tokyo", "Australia/Lord_Howe", "Europe/London",
        "Pacific/Apia", "GMT+05:30", "Antarctica/Troll", "America/St_Johns", "PST"};

    static long millis() {
        switch (r.nextInt(12)) {
            case 0: return -12219292800000L + (long) (r.nextGaussian() * 40 * 86400000L); // the change of calendars
            case 1: return -62135769600000L + (long) (r.nextGaussian() * 1000L * 86400000L); // around the year 1
            case 2: return r.nextInt(6) == 0 ? r.nextLong() : -2208988800000L + r.nextInt();
            case 3: return (long) (r.nextDouble() * 253402300800000L * 2) - 253402300800000L;
            case 4: return change();
            case 5: return r.nextInt(1000) * 1000L;
            default: return (long) (r.nextDouble() * 4102444800000L);
        }
    }

    /** A moment near a change of the clocks. */
    static long change() {
        var t = ZoneId.of(pick(new String[] {"Europe/Vienna", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"})).getRules().nextTransition(Instant.ofEpochMilli((long) (r.nextDouble() * 1.7e12)));
        return (t == null ? 0 : t.toEpochSecond() * 1000) + r.nextInt(10800000) - 5400000;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        out = table("timezones");
        timeZones();
        out.close();
        out = table("dates");
        dates();
        out.close();
        out = table("calendars");
        calendars();
        out.close();
        out = table("dateformats");
        dateFormats();
        out.close();
    }

    static void timeZones() {
        List<String> ids = new ArrayList<>(List.of("GMT+0", "GMT-0", "GMT+00:00", "GMT+2", "GMT+02", "GMT+2:3", "GMT+2:30", "GMT+0230", "GMT+230", "GMT+23", "GMT+24", "GMT+23:59", "gmt+2", "UTC+2", "X", "",
            "GMT+", "GMT+1:", "GMT+12345", "GMT+1:60", "GMT-3:00", "GMT +2", "GMT-00:30", "GMT+:30", "GMT+02:00:00", "Europe/Nowhere", "GMT+00002", "GMT+1:2:3"));
        ids.addAll(List.of(TimeZone.getAvailableIDs()));
        for (String id : ids) {
            TimeZone z = TimeZone.getTimeZone(id);
            line(id, z.getID(), z, z.getRawOffset(), z.getDSTSavings(), z.useDaylightTime(), z.getDisplayName(false, 0), z.getDisplayName(false, 1), z.getDisplayName(true, 0), z.getDisplayName(true, 1), run(() -> z.toZoneId()));
            for (int i = 0; i < 3; i++) {
                // Later than 2037 this JDK forgets the rules of some zones.
                long ms = i == 0 ? -2208988800000L + (long) (r.nextGaussian() * 1e11) : (long) (r.nextDouble() * 2100000000000L);
                line("at", id, ms, z.getOffset(ms), z.inDaylightTime(new Date(ms)));
            }
        }
    }

    static void dates() {
        for (int i = 0; i < 700; i++) {
            long ms = i == 0 ? Long.MAX_VALUE : i == 1 ? Long.MIN_VALUE : millis();
            TimeZone z = TimeZone.getTimeZone(i < 2 ? "UTC" : pick(ZONES));
            TimeZone.setDefault(z);
            Date d = new Date(ms);
            java.sql.Timestamp t = new java.sql.Timestamp(ms);
            line(z.getID(), ms, d, d.toGMTString(), t, new java.sql.Date(ms), new java.sql.Time(ms), d.hashCode(),
                d.getYear() + " " + d.getMonth() + " " + d.getDate() + " " + d.getDay() + " " + d.getHours() + " " + d.getMinutes() + " " + d.getSeconds() + " " + d.getTimezoneOffset(),
                t.toInstant(), d.toLocaleString());
        }
        for (String s : new String[] {"2020-01-02 03:04:05", "2020-1-2 3:4:5.6", "2020-01-02", "x", "2020-13-01 00:00:00", "2020-01-02 25:00:00", "2020-01-02 03:04:05.123456789", "2020-01-02 03:04:05.1234567891",
            "2020-01-02 03:04:05.", " 2020-01-02 03:04:05 ", "2020-02-31 03:04:05", "0000-01-01 00:00:00", "2020-01-02 3:04", "2020-00-02 03:04:05", "2020-01-32 03:04:05", "2024-12-31 23:59:59.5", "2024-2-30", "2024-02-00", "02024-01-01"}) {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Vienna"));
            line("valueOf", s, run(() -> java.sql.Timestamp.valueOf(s)), run(() -> java.sql.Date.valueOf(s)));
        }
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    static final String[] OPS = {"set", "set", "set", "add", "add", "roll", "roll", "get", "time", "clear", "zone", "first", "min", "strict", "lenient", "week", "date"};

    static int fieldValue(int f) {
        if (r.nextInt(40) == 0) return r.nextInt();
        switch (f) {
            case Calendar.ERA: return r.nextInt(20) == 0 ? 2 : r.nextInt(2);
            case Calendar.YEAR: return r.nextInt(4) == 0 ? r.nextInt(3000) : r.nextInt(10) == 0 ? 1582 : 1960 + r.nextInt(90);
            case Calendar.MONTH: return r.nextInt(16) - 2;
            case Calendar.WEEK_OF_YEAR: return r.nextInt(58) - 2;
            case Calendar.WEEK_OF_MONTH: return r.nextInt(9) - 1;
            case Calendar.DAY_OF_MONTH: return r.nextInt(36) - 2;
            case Calendar.DAY_OF_YEAR: return r.nextInt(400) - 10;
            case Calendar.DAY_OF_WEEK: return r.nextInt(12) == 0 ? r.nextInt(20) - 6 : 1 + r.nextInt(7);
            case Calendar.DAY_OF_WEEK_IN_MONTH: return r.nextInt(9) - 3;
            case Calendar.ZONE_OFFSET: return (r.nextInt(20) - 8) * 1800000;
            case Calendar.DST_OFFSET: return r.nextInt(2) * 3600000;
            case Calendar.MILLISECOND: return r.nextInt(1200) - 100;
            case Calendar.AM_PM: return r.nextInt(2);
            default: return r.nextInt(70) - 5;
        }
    }

    /** A few operations as a text, which both sides carry out. */
    static String operations() {
        StringBuilder b = new StringBuilder();
        int n = 1 + r.nextInt(5);
        for (int i = 0; i < n; i++) {
            String op = pick(OPS);
            int f = r.nextInt(15);
            b.append(i == 0 ? "" : ";").append(op);
            switch (op) {
                case "set":
                    if (r.nextInt(12) == 0) f = 15 + r.nextInt(2);
                    b.append(" " + f + " " + fieldValue(f));
                    break;
                case "add": case "roll":
                    b.append(" " + f + " " + (r.nextInt(30) == 0 ? r.nextInt() : r.nextInt(60) - 30));
                    break;
                case "get": case "clear": b.append(" " + f); break;
                case "zone": b.append(" " + pick(ZONES)); break;
                case "first": case "min": b.append(" " + (1 + r.nextInt(7))); break;
                case "week": b.append(" " + (1990 + r.nextInt(50)) + " " + r.nextInt(55) + " " + (1 + r.nextInt(7))); break;
                case "date": b.append(" " + fieldValue(1) + " " + fieldValue(2) + " " + fieldValue(5)); break;
            }
        }
        return b.toString();
    }

    static Object apply(GregorianCalendar c, String ops) {
        for (String op : ops.split(";")) {
            String[] w = op.split(" ");
            int a = w.length > 1 && !w[0].equals("zone") ? Integer.parseInt(w[1]) : 0, b = w.length > 2 ? Integer.parseInt(w[2]) : 0;
            switch (w[0]) {
                case "set": c.set(a, b); break;
                case "add": c.add(a, b); break;
                case "roll": c.roll(a, b); break;
                case "get": c.get(a); break;
                case "time": c.getTime(); break;
                case "clear": c.clear(a); break;
                case "zone": c.setTimeZone(TimeZone.getTimeZone(w[1])); break;
                case "first": c.setFirstDayOfWeek(a); break;
                case "min": c.setMinimalDaysInFirstWeek(a); break;
                case "strict": c.setLenient(false); break;
                case "lenient": c.setLenient(true); break;
                case "week": c.setWeekDate(a, b, Integer.parseInt(w[3])); break;
                case "date": c.set(a, b, Integer.parseInt(w[3])); break;
                default: throw new IllegalStateException(op);
            }
        }
        StringBuilder s = new StringBuilder().append(c.getTimeInMillis());
        for (int f = 0; f < 17; f++) s.append(' ').append(c.get(f));
        // Before the year 1 Java mistakes the year for one after it here.
        if (c.get(Calendar.ERA) == 0) return s;
        s.append(" | ").append(c.getWeekYear()).append(' ').append(c.getWeeksInWeekYear());
        for (int f = 0; f < 9; f++) s.append(' ').append(c.getActualMaximum(f));
        return s;
    }

    static void calendars() {
        for (int i = 0; i < 6000; i++) {
            long ms = millis();
            String zone = pick(ZONES), ops = operations();
            Locale l = r.nextInt(3) == 0 ? Locale.GERMANY : Locale.US;
            GregorianCalendar c = new GregorianCalendar(TimeZone.getTimeZone(zone), l);
            c.setTimeInMillis(ms);
            String result = run(() -> apply(c, ops));
            if (ops.contains("roll") && !result.startsWith("!") && c.get(Calendar.ERA) == 0) continue; // the same mistake
            line(zone, l.toLanguageTag(), ms, ops, result);
        }
        GregorianCalendar c = new GregorianCalendar(TimeZone.getTimeZone("Europe/Vienna"), Locale.US);
        c.setTimeInMillis(1709642589123L);
        line("text", c);
        c.set(Calendar.MONTH, 7);
        line("text", c);
        c.clear();
        line("text", c);
    }

    static final String[] ELEMENTS = {"yyyy", "yyyy", "y", "yy", "yyy", "yyyyy", "YYYY", "YY", "Y", "MM", "M", "MMM", "MMMM", "L", "LLL", "LLLL", "w", "ww", "W", "D", "DDD", "dd", "d", "F", "E", "EEEE", "u",
        "a", "HH", "H", "kk", "k", "KK", "K", "hh", "h", "mm", "m", "ss", "s", "SSS", "S", "SSSSS", "z", "zzzz", "Z", "X", "XX", "XXX", "G", "GGGG"};

    static final String[] COMMON = {"yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSSZ", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "dd/MM/yyyy", "dd/MM/yyyy HH:mm", "yyyyMMdd",
        "yyyyMMddHHmmss", "MM/dd/yy", "d MMM yyyy", "EEE, d MMM yyyy HH:mm:ss Z", "EEEE, MMMM d, yyyy", "h:mm a", "hh:mm:ss a z", "dd.MM.yy", "EEE MMM dd HH:mm:ss z yyyy", "YYYY-'W'ww-u", "yyyy-DDD", "HH:mm",
        "yyyy-MM-dd HH:mm:ss.S", "MMM dd, yyyy", "G yyyy", "F E MMMM yyyy", "W E MMMM yyyy", "yyyy.MM.dd G 'at' HH:mm:ss z", "h 'o''clock' a", "K:mm a, z", "yyMMddHHmmssZ", "dd-MMM-yyyy", "MMMM", "yyyy MMMM"};

    static String pattern() {
        if (r.nextInt(2) == 0) return pick(COMMON);
        StringBuilder b = new StringBuilder();
        int n = 1 + r.nextInt(5);
        for (int i = 0; i < n; i++)
            b.append(i == 0 ? "" : pick(new String[] {"", "", "-", "/", " ", ":", ".", "'T'", "''", ", ", "' of '"})).append(pick(ELEMENTS));
        return b.toString();
    }

    static String mutate(String s) {
        if (s.isEmpty()) return "1";
        int at = r.nextInt(s.length());
        switch (r.nextInt(7)) {
            case 0: return s.substring(0, at);
            case 1: return s + pick(new String[] {" ", "0", "Z", "x", " GMT"});
            case 2: return s.substring(0, at) + s.substring(at + 1);
            case 3: return s.substring(0, at) + "0123456789-+:TZ aAmM.eE".charAt(r.nextInt(23)) + s.substring(at + 1);
            case 4: return s.substring(0, at) + "0123456789-+ T".charAt(r.nextInt(14)) + s.substring(at);
            case 5: return s.replaceAll("\\d\\d", String.valueOf(r.nextInt(100)));
            default: return r.nextBoolean() ? s.toUpperCase(Locale.ROOT) : s.toLowerCase(Locale.ROOT);
        }
    }

    static final Locale[] LOCALES = {Locale.US, Locale.US, Locale.US, Locale.ENGLISH, Locale.UK, Locale.ROOT, Locale.CANADA};

    static void dateFormats() {
        for (int i = 0; i < 1200; i++) {
            String p = i < COMMON.length ? COMMON[i] : pattern();
            if (i >= 1120) p = mutate(p);
            Locale l = p.matches(".*[zZ].*") ? Locale.US : pick(LOCALES);
            String zone = pick(ZONES);
            SimpleDateFormat f;
            try {
                f = new SimpleDateFormat(p, l);
            } catch (IllegalArgumentException e) {
                line("bad", p, "!IllegalArgumentException: " + e.getMessage());
                continue;
            }
            List<String> texts = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                f.setTimeZone(TimeZone.getTimeZone(zone));
                long ms = millis();
                String s = f.format(new Date(ms));
                line("format", p, l.toLanguageTag(), zone, ms, s);
                texts.add(s);
            }
            for (String s : texts) {
                String t = r.nextInt(3) == 0 ? s : mutate(s);
                boolean lenient = r.nextInt(3) > 0;
                if (!lenient && p.contains("Y") && t.matches("(.*\\D)?-\\d.*")) continue; // week years before 1
                long century = r.nextBoolean() ? -757382400000L : millis();
                f.setTimeZone(TimeZone.getTimeZone(zone));
                f.setLenient(true);
                f.set2DigitYearStart(new Date(century));
                f.setLenient(lenient);
                ParsePosition at = new ParsePosition(0);
                String result = run(() -> {
                    Date d = f.parse(t, at);
                    return d == null ? "null " + at.getErrorIndex() : d.getTime() + " " + at.getIndex();
                });
                line("parse", p, l.toLanguageTag(), zone, lenient, century, t, result, f.getTimeZone().getID());
            }
        }
        for (int d = 0; d < 4; d++)
            for (int t = 0; t < 4; t++)
                line("style", d, t, ((SimpleDateFormat) DateFormat.getDateTimeInstance(d, t)).toPattern(), ((SimpleDateFormat) DateFormat.getDateInstance(d)).toPattern(), ((SimpleDateFormat) DateFormat.getTimeInstance(t)).toPattern());
        for (String p : COMMON) line("hash", p, Integer.toHexString(new SimpleDateFormat(p).hashCode()));
    }
}
