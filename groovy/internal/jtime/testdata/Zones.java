import java.io.PrintWriter;
import java.text.DateFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the time zones of this JDK for the package to embed:
 *
 *     cd testdata && java Zones.java ../zones.txt
 *
 * The format is told in zonedata.go.
 */
public class Zones {
    static final Map<ZoneRules, Integer> rules = new LinkedHashMap<>();
    static final List<String> ruleLines = new ArrayList<>();
    static final Map<String, Integer> names = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        // SimpleDateFormat takes the first zone of this order that has a name.
        String[][] strings = DateFormatSymbols.getInstance(Locale.US).getZoneStrings();
        Set<String> ids = new LinkedHashSet<>();
        for (String[] row : strings) ids.add(row[0]);
        int listed = ids.size();
        ids.addAll(new TreeSet<>(Arrays.asList(TimeZone.getAvailableIDs())));
        Set<String> regions = ZoneId.getAvailableZoneIds();
        List<String> zones = new ArrayList<>();
        int n = 0;
        for (String id : ids) {
            TimeZone tz = TimeZone.getTimeZone(id);
            // Ids of the old API alone are zones under another name.
            String region = regions.contains(id) ? id : ZoneId.SHORT_IDS.get(id);
            ZoneRules r = ZoneId.of(region).getRules();
            Integer known = rules.get(r);
            if (known == null) {
                rules.put(r, known = rules.size());
                ruleLines.add(ruleLine(r, tz));
            }
            String flag = (n++ < listed ? "" : "u") + (regions.contains(id) ? "" : "o");
            zones.add("Z\t" + id + "\t" + known + "\t" + nameSet(id, tz, strings) + (flag.isEmpty() ? "" : "\t" + flag));
        }
        try (PrintWriter w = new PrintWriter(args[0], "UTF-8")) {
            w.print("V\t" + ZoneRulesProvider.getVersions("UTC").lastEntry().getKey() + "\n");
            for (String line : ruleLines) w.print("R\t" + line + "\n");
            for (String line : names.keySet()) w.print("N\t" + line + "\n");
            for (String line : zones) w.print(line + "\n");
            parsed(strings).forEach((zone, list) -> w.print("P\t" + zone + "\t" + String.join("|", list) + "\n"));
        }
    }

    static String n36(long v) { return Long.toString(v, 36); }

    static String ruleLine(ZoneRules r, TimeZone tz) {
        Instant start = Instant.MIN;
        ZoneOffset std = r.getStandardOffset(start), wall = r.getOffset(start);
        List<String> cells = new ArrayList<>();

        // The standard offsets: where they change is found by bisection between
        // instants that are no further apart than two changes ever were.
        List<String> standard = new ArrayList<>();
        standard.add(n36(std.getTotalSeconds()));
        long at = 0;
        long last = Instant.parse("1800-01-01T00:00:00Z").getEpochSecond();
        for (long t = last; t < Instant.parse("2100-01-01T00:00:00Z").getEpochSecond(); t += 43200) {
            if (standardAt(r, t) != standardAt(r, last)) {
                long lo = last, hi = t;
                while (hi - lo > 1) {
                    long mid = (lo + hi) >> 1;
                    if (standardAt(r, mid) == standardAt(r, last)) lo = mid; else hi = mid;
                }
                standard.add(n36(hi - at) + "," + n36(standardAt(r, hi)));
                at = hi;
            }
            last = t;
        }
        cells.add(String.join(" ", standard));

        List<Integer> offsets = new ArrayList<>();
        offsets.add(wall.getTotalSeconds());
        StringBuilder b = new StringBuilder();
        at = 0;
        int before = wall.getTotalSeconds();
        for (ZoneOffsetTransition t : r.getTransitions()) {
            if (t.getOffsetBefore().getTotalSeconds() != before) throw new IllegalStateException();
            before = t.getOffsetAfter().getTotalSeconds();
            if (!offsets.contains(before)) offsets.add(before);
            b.append(n36(t.toEpochSecond() - at)).append((char) ('A' + offsets.indexOf(before)));
            at = t.toEpochSecond();
        }
        if (offsets.size() > 26) throw new IllegalStateException("too many offsets");
        List<String> o = new ArrayList<>();
        for (int v : offsets) o.add(n36(v));
        cells.add(String.join(" ", o));
        cells.add(b.toString());

        List<String> yearly = new ArrayList<>();
        for (ZoneOffsetTransitionRule rule : r.getTransitionRules())
            yearly.add(rule.getMonth().getValue() + "," + rule.getDayOfMonthIndicator()
                + "," + (rule.getDayOfWeek() == null ? 0 : rule.getDayOfWeek().getValue())
                + "," + (rule.isMidnightEndOfDay() ? 86400 : rule.getLocalTime().toSecondOfDay())
                + "," + rule.getTimeDefinition().name().charAt(0)
                + "," + rule.getStandardOffset().getTotalSeconds()
                + "," + rule.getOffsetBefore().getTotalSeconds()
                + "," + rule.getOffsetAfter().getTotalSeconds());
        cells.add(String.join(" ", yearly));

        // What java.util.TimeZone says of itself, which is more than its rules say.
        Matcher m = Pattern.compile("offset=(-?\\d+),dstSavings=(\\d+),useDaylight=(\\w+),transitions=(\\d+),lastRule=(.*)\\]$").matcher(tz.toString());
        if (!m.find()) throw new IllegalStateException(tz.toString());
        String own = m.group(1) + "," + m.group(2) + "," + m.group(4);
        if (!m.group(5).equals("null")) {
            if (!m.group(3).equals("true")) throw new IllegalStateException(tz.toString());
            Matcher f = Pattern.compile("(start|end)(Mode|Month|Day|DayOfWeek|Time|TimeMode)=(-?\\d+)").matcher(m.group(5));
            while (f.find()) own += "," + f.group(3);
        } else if (m.group(3).equals("true")) throw new IllegalStateException(tz.toString());
        cells.add(own);
        return String.join("\t", cells);
    }

    static int standardAt(ZoneRules r, long t) { return r.getStandardOffset(Instant.ofEpochSecond(t)).getTotalSeconds(); }

    static int nameSet(String id, TimeZone tz, String[][] strings) {
        String full = tz.getDisplayName(false, TimeZone.LONG, Locale.US), abbr = tz.getDisplayName(false, TimeZone.SHORT, Locale.US);
        List<String> l = new ArrayList<>(List.of(full, abbr,
            tz.getDisplayName(true, TimeZone.LONG, Locale.US), tz.getDisplayName(true, TimeZone.SHORT, Locale.US)));
        try {
            for (String p : List.of("vvvv", "v")) l.add(DateTimeFormatter.ofPattern(p, Locale.US).format(Instant.EPOCH.atZone(ZoneId.of(id))));
        } catch (java.time.zone.ZoneRulesException e) {
            l.addAll(List.of(full, abbr));
            for (String[] row : strings) if (row[0].equals(id)) { l.set(4, row[5]); l.set(5, row[6]); }
        }
        String line = String.join("|", l);
        Integer known = names.get(line);
        if (known == null) names.put(line, known = names.size());
        return known;
    }

    /** The zones that DateTimeFormatter reads the names as, each with its long and short names. */
    static Map<String, List<String>> parsed(String[][] strings) {
        Map<String, List<String>> byZone = new TreeMap<>();
        for (int column = 1; column <= 2; column++) {
            DateTimeFormatter f = DateTimeFormatter.ofPattern(column == 1 ? "zzzz" : "z", Locale.US);
            Set<String> seen = new TreeSet<>();
            for (String[] row : strings)
                for (int i = column; i < 7; i += 2) {
                    if (!seen.add(row[i])) continue;
                    String zone;
                    try {
                        zone = ZoneId.from(f.parse(row[i])).getId();
                    } catch (java.time.format.DateTimeParseException e) {
                        continue; // the name of a zone of the old API alone
                    }
                    if (zone.startsWith("GMT+") || zone.startsWith("GMT-")) continue; // read as an offset
                    byZone.computeIfAbsent(zone, k -> new ArrayList<>()).add((column == 1 ? "l" : "s") + row[i]);
                }
        }
        return byZone;
    }
}
