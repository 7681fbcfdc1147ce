import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.time.chrono.IsoChronology;
import java.time.format.*;
import java.time.temporal.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Writes formats.tsv.gz from the real DateTimeFormatter:
 *
 *     cd testdata && java Formats.java
 *
 * Made on OpenJDK 17. The random numbers have a fixed seed.
 */
public class Formats {
    static Random r = new Random(7);
    static PrintWriter out;

    interface Case { Object get() throws Exception; }

    static void line(Object... cells) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < cells.length; i++) b.append(i == 0 ? "" : "\t").append(cells[i]);
        if (b.indexOf("\n") >= 0) throw new IllegalStateException(b.toString());
        out.print(b + "\n");
    }

    static String run(Case c) {
        try {
            return sorted(String.valueOf(c.get()));
        } catch (DateTimeParseException e) {
            return "!DateTimeParseException: " + sorted(e.getMessage()) + " @" + e.getErrorIndex();
        } catch (Throwable t) {
            return "!" + t.getClass().getSimpleName() + ": " + sorted(String.valueOf(t.getMessage()));
        }
    }

    static final Pattern MAP = Pattern.compile("\\{([^{}]*)\\},ISO");

    /** The fields of a Parsed have no order. */
    static String sorted(String s) {
        Matcher m = MAP.matcher(s);
        if (!m.find()) return s;
        String[] parts = m.group(1).split(", ");
        Arrays.sort(parts);
        return s.substring(0, m.start()) + "{" + String.join(", ", parts) + "},ISO" + s.substring(m.end());
    }

    static <T> T pick(T[] a) { return a[r.nextInt(a.length)]; }

    static final String[] ZONES = {"Europe/Vienna", "America/New_York", "Asia/Kolkata", "Europe/Dublin", "UTC", "GMT", "UTC+2", "Z", "-03:30", "+05:00:30", "America/Sao_Paulo",
        "Asia/Tokyo", "Australia/Lord_Howe", "Europe/London", "Etc/GMT+5"};

    static LocalDateTime dateTime() {
        LocalDate d;
        switch (r.nextInt(10)) {
            case 0: d = LocalDate.of(r.nextInt(20000) - 5000, 1 + r.nextInt(12), 1 + r.nextInt(28)); break;
            case 1: d = LocalDate.of(1995 + r.nextInt(40), r.nextBoolean() ? 1 : 12, r.nextBoolean() ? 1 + r.nextInt(4) : 28 + r.nextInt(4)); break;
            case 2: d = LocalDate.of(r.nextInt(3) == 0 ? 99999 : 2000 + r.nextInt(100), 9, 9); break;
            default: d = LocalDate.of(1980 + r.nextInt(60), 1 + r.nextInt(12), 1 + r.nextInt(28));
        }
        int nano = new int[] {0, 0, 123000000, 500000000, 123456000, 123456789, 1, r.nextInt(1000000000)}[r.nextInt(8)];
        int hour = r.nextInt(4) == 0 ? (r.nextBoolean() ? 0 : 12) : r.nextInt(24);
        return d.atTime(hour, r.nextInt(4) == 0 ? 0 : r.nextInt(60), r.nextInt(4) == 0 ? 0 : r.nextInt(60), nano);
    }

    static TemporalAccessor value(int kind) {
        switch (kind) {
            case 0: return dateTime().toLocalDate();
            case 1: return dateTime().toLocalTime();
            case 2: return dateTime();
            case 3: return dateTime().atOffset(ZoneOffset.ofTotalSeconds((r.nextInt(97) - 48) * 900));
            case 4: return dateTime().toInstant(ZoneOffset.UTC);
            case 5: return YearMonth.from(dateTime());
            default: return dateTime().atZone(ZoneId.of(pick(ZONES)));
        }
    }

    static final String[] ELEMENTS = {"yyyy", "yyyy", "yyyy", "y", "yy", "yyy", "yyyyy", "uuuu", "u", "uu", "MM", "MM", "MM", "M", "MMM", "MMMM", "MMMMM", "L", "LLL", "LLLL", "dd", "dd", "dd", "d",
        "D", "DD", "DDD", "E", "EEE", "EEEE", "EEEEE", "e", "ee", "eee", "eeee", "c", "ccc", "cccc", "G", "GGGG", "GGGGG", "Q", "QQ", "QQQ", "QQQQ", "q", "qqq", "Y", "YY", "YYYY", "w", "ww", "W", "F",
        "g", "HH", "HH", "HH", "H", "kk", "k", "KK", "K", "hh", "h", "a", "mm", "mm", "m", "ss", "ss", "s", "S", "SSS", "SSSSSS", "SSSSSSSSS", "n", "nnnnnnnnn", "N", "A", "AAAAA",
        "VV", "z", "zzzz", "v", "vvvv", "O", "OOOO", "X", "XX", "XXX", "XXXX", "XXXXX", "x", "xx", "xxx", "xxxx", "xxxxx", "Z", "ZZZ", "ZZZZ", "ZZZZZ"};

    static String element() {
        String e = pick(ELEMENTS);
        if (r.nextInt(25) == 0) return "ppp" + e;
        return e;
    }

    static String pattern() {
        if (r.nextInt(3) == 0) return pick(COMMON);
        StringBuilder b = new StringBuilder();
        int n = 1 + r.nextInt(5), open = 0;
        for (int i = 0; i < n; i++) {
            if (i > 0) b.append(pick(new String[] {"", "", "-", "-", "/", " ", ":", ".", "'T'", "''", ", ", "' of '"}));
            if (r.nextInt(12) == 0) {
                b.append('[');
                open++;
            }
            b.append(element());
            if (open > 0 && r.nextInt(2) == 0) {
                b.append(']');
                open--;
            }
        }
        return b.toString();
    }

    static final String[] COMMON = {"yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "dd/MM/yyyy HH:mm", "yyyyMMdd", "yyyyMMddHHmmss", "yyyyMMddHHmmssSSS", "d MMM uuuu",
        "EEE, d MMM yyyy HH:mm:ss Z", "EEEE, MMMM d, yyyy h:mm a", "h:mm a", "hh:mm:ss a z", "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]", "YYYY-'W'ww-e", "yyyy-DDD", "MMM d, y, h:mm:ss a", "dd.MM.yy",
        "yyyy-MM-dd HH:mm:ss VV", "yyyy-MM-dd HH:mm z", "yyyy-MM-dd HH:mm:ssx", "uuuu-MM-dd'T'HH:mm:ss'Z'", "[yyyy-MM-dd][dd/MM/yyyy]", "yyyy-MM-dd['T'HH:mm[:ss]]", "HH:mm[:ss[.SSS]]", "QQQ yyyy",
        "yyyy-MM-dd'T'HH:mm:ss.SSSZ", "yyyy-MM-dd'T'HH:mm:ssZ", "M/d/yy, h:mm a", "G yyyy", "e w Y", "kk:mm", "K:mm a", "A", "N", "ss.SSS", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSOOOO", "W MM yyyy EEE", "yyyy-'Q'q"};

    static final Locale[] LOCALES = {Locale.US, Locale.US, Locale.US, Locale.US, Locale.ROOT, Locale.UK, Locale.CANADA, new Locale("en", "AU"), Locale.ENGLISH};

    static String mutate(String s) {
        if (s.isEmpty()) return "1";
        int at = r.nextInt(s.length());
        switch (r.nextInt(6)) {
            case 0: return s.substring(0, at);
            case 1: return s + pick(new String[] {" ", "0", "Z", "x", "[UTC]"});
            case 2: return s.substring(0, at) + s.substring(at + 1);
            case 3: return s.substring(0, at) + "0123456789-+:TZ aAmM.[]G".charAt(r.nextInt(24)) + s.substring(at + 1);
            case 4: return s.substring(0, at) + "0123456789-+ T".charAt(r.nextInt(14)) + s.substring(at);
            default: return r.nextBoolean() ? s.toUpperCase(Locale.ROOT) : s.toLowerCase(Locale.ROOT);
        }
    }

    static String kind(Object o) { return o.getClass().getSimpleName(); }

    /** Which zones have a short name differs from country to country. */
    static boolean namesZone(String pattern) { return pattern.matches(".*[zv@].*"); }

    static void cases(String name, Locale l, ZoneId zone, DateTimeFormatter f, int formats) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < formats; i++) {
            TemporalAccessor v = value(r.nextInt(4) > 0 ? 6 : r.nextInt(7));
            String s = run(() -> f.format(v));
            line("format", name, l.toLanguageTag(), zone, kind(v), v, s);
            if (!s.startsWith("!")) texts.add(s);
        }
        for (String s : texts) {
            String t = r.nextInt(2) == 0 ? s : mutate(s);
            ResolverStyle style = pick(ResolverStyle.values());
            if (r.nextInt(2) == 0) style = f.getResolverStyle();
            DateTimeFormatter g = f.withResolverStyle(style);
            line("parse", name, l.toLanguageTag(), zone, style, t, run(() -> g.parse(t)), run(() -> LocalDate.parse(t, g)), run(() -> ZonedDateTime.parse(t, g)));
        }
    }

    static final ChronoField[] DATE = {ChronoField.YEAR, ChronoField.YEAR, ChronoField.YEAR_OF_ERA, ChronoField.ERA, ChronoField.MONTH_OF_YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH,
        ChronoField.DAY_OF_YEAR, ChronoField.DAY_OF_WEEK, ChronoField.DAY_OF_WEEK, ChronoField.ALIGNED_WEEK_OF_MONTH, ChronoField.ALIGNED_DAY_OF_WEEK_IN_MONTH, ChronoField.ALIGNED_WEEK_OF_YEAR,
        ChronoField.ALIGNED_DAY_OF_WEEK_IN_YEAR, ChronoField.PROLEPTIC_MONTH, ChronoField.EPOCH_DAY};

    static final ChronoField[] TIME = {ChronoField.NANO_OF_SECOND, ChronoField.NANO_OF_DAY, ChronoField.MICRO_OF_SECOND, ChronoField.MICRO_OF_DAY, ChronoField.MILLI_OF_SECOND, ChronoField.MILLI_OF_DAY,
        ChronoField.SECOND_OF_MINUTE, ChronoField.SECOND_OF_DAY, ChronoField.MINUTE_OF_HOUR, ChronoField.MINUTE_OF_DAY, ChronoField.HOUR_OF_AMPM, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoField.HOUR_OF_DAY,
        ChronoField.HOUR_OF_DAY, ChronoField.CLOCK_HOUR_OF_DAY, ChronoField.AMPM_OF_DAY, ChronoField.INSTANT_SECONDS, ChronoField.OFFSET_SECONDS};

    static TemporalField field() {
        switch (r.nextInt(8)) {
            case 0: return pick(TIME);
            case 1:
                WeekFields w = r.nextBoolean() ? WeekFields.SUNDAY_START : WeekFields.of(DayOfWeek.SATURDAY, 2);
                return pick(new TemporalField[] {w.dayOfWeek(), w.weekOfMonth(), w.weekOfYear(), w.weekOfWeekBasedYear(), w.weekBasedYear()});
            case 2:
                return pick(new TemporalField[] {IsoFields.DAY_OF_QUARTER, IsoFields.QUARTER_OF_YEAR, IsoFields.WEEK_OF_WEEK_BASED_YEAR, IsoFields.WEEK_BASED_YEAR, JulianFields.MODIFIED_JULIAN_DAY});
            default: return pick(DATE);
        }
    }

    /** Fields that make a date, then one or two more or less. */
    static List<TemporalField> someFields() {
        WeekFields w = r.nextBoolean() ? WeekFields.SUNDAY_START : WeekFields.of(DayOfWeek.SATURDAY, 2);
        TemporalField[][] groups = {
            {ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH}, {ChronoField.YEAR, ChronoField.DAY_OF_YEAR},
            {ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.ALIGNED_WEEK_OF_MONTH, ChronoField.ALIGNED_DAY_OF_WEEK_IN_MONTH},
            {ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, ChronoField.ALIGNED_WEEK_OF_MONTH, ChronoField.DAY_OF_WEEK},
            {ChronoField.YEAR, ChronoField.ALIGNED_WEEK_OF_YEAR, ChronoField.ALIGNED_DAY_OF_WEEK_IN_YEAR}, {ChronoField.YEAR, ChronoField.ALIGNED_WEEK_OF_YEAR, ChronoField.DAY_OF_WEEK},
            {ChronoField.ERA, ChronoField.YEAR_OF_ERA, ChronoField.MONTH_OF_YEAR, ChronoField.DAY_OF_MONTH}, {ChronoField.PROLEPTIC_MONTH, ChronoField.DAY_OF_MONTH}, {ChronoField.EPOCH_DAY},
            {ChronoField.YEAR, IsoFields.QUARTER_OF_YEAR, IsoFields.DAY_OF_QUARTER}, {IsoFields.WEEK_BASED_YEAR, IsoFields.WEEK_OF_WEEK_BASED_YEAR, ChronoField.DAY_OF_WEEK}, {JulianFields.RATA_DIE},
            {w.weekBasedYear(), w.weekOfWeekBasedYear(), w.dayOfWeek()}, {ChronoField.YEAR, w.weekOfYear(), w.dayOfWeek()}, {ChronoField.YEAR, ChronoField.MONTH_OF_YEAR, w.weekOfMonth(), w.dayOfWeek()},
            {ChronoField.HOUR_OF_DAY, ChronoField.MINUTE_OF_HOUR}, {ChronoField.HOUR_OF_DAY, ChronoField.MINUTE_OF_HOUR, ChronoField.SECOND_OF_MINUTE, ChronoField.NANO_OF_SECOND},
            {ChronoField.AMPM_OF_DAY, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoField.MINUTE_OF_HOUR}, {ChronoField.SECOND_OF_DAY, ChronoField.MICRO_OF_SECOND, ChronoField.MILLI_OF_SECOND},
            {ChronoField.MINUTE_OF_DAY, ChronoField.SECOND_OF_MINUTE}, {ChronoField.INSTANT_SECONDS, ChronoField.OFFSET_SECONDS}, {ChronoField.NANO_OF_DAY}, {ChronoField.MICRO_OF_DAY}, {ChronoField.MILLI_OF_DAY}};
        List<TemporalField> l = new ArrayList<>(Arrays.asList(pick(groups)));
        if (r.nextInt(3) == 0) l.addAll(Arrays.asList(pick(groups)));
        if (r.nextInt(4) == 0) l.remove(r.nextInt(l.size()));
        if (r.nextInt(4) == 0) l.add(field());
        return l;
    }

    /** Formatters of numbers alone: what fields resolve to. */
    static void resolving() {
        for (int i = 0; i < 3000; i++) {
            LocalDateTime t = dateTime();
            DateTimeFormatterBuilder b = new DateTimeFormatterBuilder();
            StringBuilder text = new StringBuilder(), names = new StringBuilder();
            for (TemporalField f : someFields()) {
                long v;
                if (f == ChronoField.INSTANT_SECONDS || f == ChronoField.OFFSET_SECONDS) v = (r.nextInt(200) - 100) * 900;
                else v = t.getLong(f);
                // Now and then another value, which may not be one at all.
                if (r.nextInt(7) == 0) v += r.nextInt(5) - 2;
                if (r.nextInt(60) == 0) v = r.nextLong();
                b.appendValue(f).appendLiteral('|');
                text.append(v).append('|');
                names.append(names.length() > 0 ? ";" : "").append(f);
            }
            if (text.length() == 0) continue;
            ResolverStyle style = pick(ResolverStyle.values());
            DateTimeFormatter f = b.toFormatter(Locale.US).withResolverStyle(style);
            String s = run(() -> f.parse(text));
            // Which of two conflicts is found first is for Java's hash to say.
            if (s.startsWith("!")) s = s.replaceAll("could not be parsed: .*", "could not be parsed: ");
            line("resolve", names, text, style, s);
        }
    }

    /** Names and ids of zones in any case. */
    static void zoneNames() {
        String[] names = {"Europe/Vienna", "Central European Standard Time", "CET", "Pacific Daylight Time", "UTC", "GMT", "GMT+2", "UTC-03:30", "Z", "UT", "Ust-Nera Standard Time", "America/Argentina/Buenos_Aires",
            "+05:30", "India Standard Time", "EST5EDT", "Coordinated Universal Time", "GMT0", "Etc/GMT+5", "Nowhere"};
        for (String name : names)
            for (int kind = 0; kind < 3; kind++)
                for (String s : new String[] {name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)})
                    for (boolean fold : new boolean[] {true, false}) {
                        DateTimeFormatterBuilder b = new DateTimeFormatterBuilder();
                        if (fold) b.parseCaseInsensitive();
                        if (kind == 0) b.appendZoneId();
                        else b.appendZoneText(kind == 1 ? TextStyle.FULL : TextStyle.SHORT);
                        DateTimeFormatter f = b.toFormatter(Locale.US);
                        line("zone", kind, fold, s, run(() -> ZoneId.from(f.parse(s))));
                    }
    }

    static final String[] NAMES = {"ISO_LOCAL_DATE", "ISO_LOCAL_TIME", "ISO_LOCAL_DATE_TIME", "ISO_OFFSET_DATE", "ISO_OFFSET_TIME", "ISO_OFFSET_DATE_TIME", "ISO_ZONED_DATE_TIME", "ISO_DATE", "ISO_TIME",
        "ISO_DATE_TIME", "ISO_ORDINAL_DATE", "ISO_WEEK_DATE", "ISO_INSTANT", "BASIC_ISO_DATE", "RFC_1123_DATE_TIME"};

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        out = new PrintWriter(new OutputStreamWriter(new GZIPOutputStream(new FileOutputStream("formats.tsv.gz")), StandardCharsets.UTF_8));
        for (String name : NAMES) {
            DateTimeFormatter f = (DateTimeFormatter) DateTimeFormatter.class.getField(name).get(null);
            line("text", "=" + name, "", f);
            cases("=" + name, Locale.US, null, f, 60);
        }
        for (Locale l : List.of(Locale.US, Locale.ROOT, Locale.ENGLISH))
            for (FormatStyle d : FormatStyle.values())
                for (FormatStyle t : FormatStyle.values()) {
                    if (t.ordinal() < 2 && l == Locale.ROOT) continue;
                    DateTimeFormatter f = DateTimeFormatter.ofLocalizedDateTime(d, t).withLocale(l);
                    line("text", "@" + d.ordinal() + t.ordinal(), "", f);
                    cases("@" + d.ordinal() + t.ordinal(), l, null, f, 2);
                }
        for (Locale l : Locale.getAvailableLocales()) {
            if (!l.getLanguage().isEmpty() && !l.getLanguage().equals("en") || !l.getVariant().isEmpty() || !l.getScript().isEmpty()) continue;
            for (FormatStyle s : FormatStyle.values())
                line("style", l.toLanguageTag(), s.ordinal(), DateTimeFormatterBuilder.getLocalizedDateTimePattern(s, null, IsoChronology.INSTANCE, l),
                    DateTimeFormatterBuilder.getLocalizedDateTimePattern(null, s, IsoChronology.INSTANCE, l), DateTimeFormatterBuilder.getLocalizedDateTimePattern(s, s, IsoChronology.INSTANCE, l),
                    DateTimeFormatterBuilder.getLocalizedDateTimePattern(s, FormatStyle.SHORT, IsoChronology.INSTANCE, l));
            line("week", l.toLanguageTag(), WeekFields.of(l));
        }
        for (int i = 0; i < 1600; i++) {
            String p = i < COMMON.length ? COMMON[i] : pattern();
            if (i >= 1500) p = mutate(p);
            Locale l = namesZone(p) ? Locale.US : pick(LOCALES);
            DateTimeFormatter f;
            try {
                f = DateTimeFormatter.ofPattern(p, l);
            } catch (ClassCastException e) {
                continue; // a padded number before another is more than Java can take
            } catch (IllegalArgumentException e) {
                line("text", p, l.toLanguageTag(), "!IllegalArgumentException: " + e.getMessage());
                continue;
            }
            line("text", p, l.toLanguageTag(), f);
            ZoneId zone = r.nextInt(6) == 0 ? ZoneId.of(pick(ZONES)) : null;
            cases(p, l, zone, zone == null ? f : f.withZone(zone), 3);
        }
        resolving();
        zoneNames();
        out.close();
    }
}
