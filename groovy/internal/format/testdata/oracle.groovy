// Writes the tables of this folder from the real Java:
//
//     cd testdata && groovy oracle.groovy
//
// They were made on OpenJDK 17 by Groovy 2.4.21. The random numbers have fixed
// seeds, so a second run gives the same files.
import java.math.RoundingMode
import java.text.DecimalFormat
import java.text.DecimalFormatSymbols
import java.text.NumberFormat
import java.text.ParsePosition
import java.time.*

Locale.setDefault(Locale.US)
TimeZone.setDefault(TimeZone.getTimeZone('UTC'))

// A value carries its type as its last letter: b s i l (integers), g BigInteger,
// m BigDecimal, f float, d double, c char (its number), t java.util.Date (its
// milliseconds); text is quoted; the rest is CLASS(text).
def show
show = { v ->
    switch (v) {
        case null: return 'null'
        case Boolean: return v.toString()
        case Byte: return v + 'b'
        case Short: return v + 's'
        case Integer: return v + 'i'
        case Long: return v + 'l'
        case BigInteger: return v + 'g'
        case BigDecimal: return v + 'm'
        case Float: return v + 'f'
        case Double: return v + 'd'
        case Character: return ((int) v) + 'c'
        case Date: return v.time + 't'
        case CharSequence: return quote(v.toString())
        case Calendar: return 'Calendar(' + v.timeInMillis + ' ' + v.timeZone.ID + ')'
        default: return v.class.simpleName + '(' + v + ')'
    }
}

String quote(String s) { '"' + escape(s) + '"' }

String escape(String s) {
    def b = new StringBuilder()
    s.each { String c ->
        int u = c.charAt(0)
        if (u == 34 || u == 92) b << '\\' << c
        else if (u < 32 || u > 126) b << String.format('\\u%04x', u)
        else b << c
    }
    return b.toString()
}

def attempt = { c ->
    try {
        return show(c())
    } catch (Throwable t) {
        while (t instanceof org.codehaus.groovy.runtime.InvokerInvocationException && t.cause) t = t.cause
        return '!' + t.class.name + ': ' + escape('' + t.message)
    }
}

def write = { String name, Closure body ->
    new File(name).withWriter('UTF-8') { w -> body { Object... cells -> w.write(cells.join('\t') + '\n') } }
}

def cal = { long ms, String zone -> def c = Calendar.getInstance(TimeZone.getTimeZone(zone), Locale.US); c.timeInMillis = ms; c }
def minusZero = Double.longBitsToDouble(Long.MIN_VALUE)

// ---- java.util.Formatter ----------------------------------------------------------
def numbers = [0, 1, -1, 42, -42, 1234567, Integer.MIN_VALUE, Integer.MAX_VALUE, 7 as byte, -7 as byte, 300 as short, -300 as short, 0L, 1234567890123L, Long.MIN_VALUE, Long.MAX_VALUE, 0G, 12345678901234567890G, -12345678901234567890G, -255G]
def floats = [0d, minusZero, 1d, -1d, 0.5d, 1.5d, 2.5d, -2.5d, 0.1d, 1/3d, 123456.789d, -123456.789d, 1e10d, 1e-10d, 1e100d, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1.5f, 0.1f, -3.25f, 1e10f,
    0.0, 1.5, -1.5, 0.05, 123456.789, -123456789012345678901234567890.125, 1E+5, 1E-10, 0E+3, 0.00, 9.995, 99999.5, 0.0001, 0.00001]
def others = [null, true, false, 'text', '', 'caf\u00e9', 'a' as char, '\u20ac' as char, new Date(1700000000123L), [1, 2], 'x'.getClass()]
def everything = numbers + floats + others - [String]
write('formatter.tsv') { line ->
    def check = { String f, List args -> line(quote(f), args.collect { show(it) }.join(' '), attempt { String.format(Locale.US, f, args as Object[]) }) }
    // each conversion on each kind of argument
    'bBhHsScCdoxXeEfgGaA'.each { c -> everything.each { a -> check('%' + c, [a]) } }
    // plain sentences and the ways an index is given
    [['', []], ['%', []], ['%%', []], ['100%', [1]], ['%n', []], ['%s and %s', ['a', 'b']], ['%s %s', ['a']], ['%2$s %1$s', ['a', 'b']], ['%<s', ['a']], ['%s %<s %<S %s', ['a', 'b']], ['%2$s %s %s', ['a', 'b']], ['%3$s', ['a', 'b']],
     ['%0$s', ['a']], ['%1$s%1$s', ['x']], ['%99999999999$s', ['a']], ['%99999999999s', ['a']], ['%.99999999999s', ['a']], ['%2147483648s', ['a']], ['% s', ['a']], ['%s%', ['a']], ['%5%|', []], ['%-5%|', []], ['%05%|', []], ['%-%', []], ['%.2%', []], ['%5n', []], ['%-n', []], ['%.1n', []], ['%,n', []], ['%+%', []], ['%<%', []], ['%1$%', []],
     ['%q', [1]], ['%', [1]], ['% ', [1]], ['%5', [1]], ['%-', [1]], ['%.', [1]], ['%.s', ['a']], ['%.-1s', ['a']], ['%1$', [1]], ['%$s', [1]], ['%-s', ['a']], ['%-5s|', ['a']], ['%5s|', ['a']], ['%-05d', [1]], ['%--5d', [1]], ['%++d', [1]], ['%00d', [1]], ['%+ d', [1]], ['%0d', [1]], ['%05d', [-42]], ['%(d', [-42]], ['%(5d|', [-42]], ['%(05d|', [-42]], ['%,d', [1234567]],
     ['%,d', [-1234567]], ['%,015d', [-1234567]], ['%+,d', [1234567]], ['% d', [42]], ['%#x', [255]], ['%#o', [8]], ['%#X', [-1]], ['%+x', [1]], ['%+x', [255G]], ['%+x', [-255G]], ['% x', [255G]], ['%(x', [-255G]], ['%(x', [-255]], ['%,x', [255]], ['%,x', [255G]], ['%08x', [255]], ['%#010x', [255]], ['%#010x', [-255G]], ['%-#10x|', [255]], ['%o', [-8]], ['%o', [-8L]], ['%x', [-1 as byte]], ['%x', [-1 as short]],
     ['%x', [-1L]], ['%o', [-1 as byte]], ['%o', [-1 as short]], ['%.3d', [1]], ['%.3x', [1]], ['%.3c', ['a']], ['%#s', ['a']], ['%#d', [1]], ['%#b', [true]], ['%#c', ['a']], ['%+s', ['a']], ['%,s', ['a']], ['%0s', ['a']], ['%05s', ['a']], ['%(s', ['a']], ['%+c', [65]], ['%5c|', [65]], ['%-5c|', [65]], ['%c', [65]], ['%c', [0x1F600]], ['%c', [0x110000]], ['%c', [-1]], ['%c', [65 as byte]], ['%c', [-1 as byte]], ['%c', [65L]], ['%C', [97]],
     ['%.2s|', ['abc']], ['%5.2s|', ['abc']], ['%-5.2S|', ['abc']], ['%.0s|', ['abc']], ['%.9s|', ['abc']], ['%.1b|', [true]], ['%b', ['no']], ['%.3h', ['hi']], ['%h', [null]], ['%H', ['hi']], ['%h', [1.5d]], ['%h', [123456789012L]], ['%e', [12345.678d]], ['%.0e', [12345.678d]], ['%#.0e', [12345.678d]], ['%E', [1e-5d]], ['%,e', [1d]], ['%(e', [-1d]], ['%+e', [1d]], ['%015e|', [-1.5d]], ['%-15e|', [1.5d]],
     ['%,.2f', [1234567.891d]], ['%(,.2f', [-1234567.891d]], ['%+.1f', [0.25d]], ['%.1f', [0.25d]], ['%.1f', [0.35d]], ['%.2f', [1.005d]], ['%.0f', [0.5d]], ['%.0f', [1.5d]], ['%.0f', [2.5d]], ['%#.0f', [2.5d]], ['%010.2f', [-3.14159d]], ['%,015.2f', [-1234567.891d]], ['%-10.2f|', [3.14159d]], ['% .3f', [1d]], ['%.20f', [0.1d]], ['%.20f', [0.1]], ['%.3f', [1E+5]], ['%f', [1e300d]], ['%.2f', [1e-300d]],
     ['%g', [0.0001d]], ['%g', [0.00001d]], ['%g', [123456d]], ['%g', [1234567d]], ['%.0g', [123d]], ['%.3g', [0.0001234d]], ['%#g', [1d]], ['%,g', [123456.789d]], ['%(g', [-1.5d]], ['%012g', [-1.5d]], ['%G', [1e-10d]], ['%g', [99999.95]], ['%.5g', [99999.95]], ['%.5g', [99999.95d]], ['%a', [1d]], ['%a', [0.1d]], ['%A', [-0.1d]], ['%.0a', [1.5d]], ['%.2a', [0.1d]], ['%.1a', [1.97d]], ['%20a|', [1d]], ['%020a|', [-1d]], ['%+a', [1d]], ['%(a', [-1d]], ['%,a', [1d]], ['%#a', [1d]], ['%a', [Double.MIN_VALUE]], ['%.3a', [Double.MIN_VALUE]], ['%a', [1.5f]], ['%a', [1.5]],
     ['%05f', [Double.NaN]], ['%05f|', [Double.POSITIVE_INFINITY]], ['%+f', [Double.POSITIVE_INFINITY]], ['%(f', [Double.NEGATIVE_INFINITY]], ['%,08.1f|', [Double.NEGATIVE_INFINITY]], ['% f', [Double.NaN]], ['%E', [Double.POSITIVE_INFINITY]], ['%G', [Double.NaN]], ['%(F', [1d]], ['%i', [1]], ['%ld', [1L]], ['%lf', [1d]], ['%5.1f%%', [12.34d]], ['%s %d %.2f %s', ['a', 1, 2.5, null]], ['%d%%', [5]], ['%s', [[1, 'a']]], ['%10s|', [[1, 2]]], ['%-10b|', [true]], ['%S', [null]], ['%d', [null]], ['%5d|', [null]], ['%05d|', [null]], ['%.2f', [null]], ['%.1f|', [null]], ['%e', [null]], ['%c', [null]], ['%x', [null]], ['%S', ['stra\u00dfe']], ['%tY', [null]], ['%10tY|', [null]],
     ['%S', ['i\u0307']], ['%-3$s', [1, 2, 3]], ['%1$-5s|', ['a']], ['%-1$5s|', ['a']], ['%1$<s', ['a']], ['%<1$s', ['a']], ['%s%<5s|%<-5s|', ['ab']], ['\u20ac%s\u20ac', ['x']], ['%\u20ac', ['x']], ['%\n', ['x']], ['%1$2$s', ['x']], ['%D', [1]], ['%F', [1d]], ['%N', []], ['%O', [8]], ['%t', [1]], ['%T', [1]], ['%tq', [1L]], ['%t%', [1L]], ['%-tY', [1L]], ['%.3tY', [1L]], ['%#tY', [1L]], ['%+tY', [1L]], ['%0tY', [1L]], ['%-6tY|', [1L]], ['%6tY|', [1L]], ['%tY', [1]], ['%tY', ['x']], ['%TB', [1L]], ['%tB', [1L]], ['%tB %<te, %<tY', [1L]]
    ].each { f, a -> check(f, a) }
    // random specifiers
    def gen = new Random(23)
    7000.times {
        def b = new StringBuilder('%')
        if (gen.nextInt(12) == 0) b << (1 + gen.nextInt(2)) << '$'
        int flags = [0, 0, 1, 1, 1, 2, 2, 3][gen.nextInt(8)]
        flags.times { b << '-#+ 0,(<'[gen.nextInt(gen.nextInt(3) == 0 ? 8 : 7)] }
        if (gen.nextInt(2) == 0) b << (1 + gen.nextInt(22))
        if (gen.nextInt(3) == 0) b << '.' << gen.nextInt(9)
        def c = 'dddxoXeEfffgGaAsSbBhHcCn%tq'[gen.nextInt(27)]
        b << c
        if (c == 't') b << 'YBdHq'[gen.nextInt(5)]
        def pool = c == 't' ? [new Date(1700000000123L), 1234567890123L, 0L, null, 'x', 1, true, [1, 2]] : gen.nextInt(10) == 0 ? everything : c in ['d', 'x', 'X', 'o'] ? numbers : c in ['e', 'E', 'f', 'g', 'G', 'a', 'A'] ? floats : everything
        check(b.toString() + '|', [pool[gen.nextInt(pool.size())]])
    }
    // doubles and decimals to some precision
    4000.times {
        def v
        switch (gen.nextInt(6)) {
            case 0: v = Double.longBitsToDouble(gen.nextLong()); break
            case 1: v = (gen.nextInt(2000000) - 1000000) / (10d ** gen.nextInt(7)); break
            case 2: v = (gen.nextInt(20000) - 10000) / 8d; break
            case 3: v = (float) ((gen.nextInt(200000) - 100000) / (10d ** gen.nextInt(5))); break
            default: v = new BigDecimal(new BigInteger(1 + gen.nextInt(70), gen) * (gen.nextBoolean() ? 1 : -1), gen.nextInt(24) - 6)
        }
        check('%' + ['', ',', '+', '('][gen.nextInt(4)].with { it } + ['', '.0', '.1', '.2', '.3', '.5', '.8', '.12'][gen.nextInt(8)] + 'effgGfE'[gen.nextInt(7)], [v])
    }
}

// ---- dates of the Formatter ----------------------------------------------------------
write('dates.tsv') { line ->
    def check = { String f, a -> line(quote(f), show(a), attempt { String.format(Locale.US, f, a) }) }
    def letters = 'HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc' as List
    def moments = [0L, 1700000000123L, 951782399999L, -1L, 1709210096007L, 253402300799999L, -2000000001L, 1720000000000L, 1735689600000L]
    moments.each { ms ->
        letters.each { c -> check('%t' + c, new Date(ms)); check('%T' + c, ms) }
        ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'GMT-03:30', 'UTC'].each { z -> ['z', 'Z', 'c', 'R', 's', 'Q', 'p', 'F'].each { c -> check('%t' + c, cal(ms, z)) } }
    }
    def temporals = [LocalDate.of(2024, 2, 29), LocalDate.of(9, 1, 2), LocalTime.of(0, 5, 9, 7000000), LocalTime.of(23, 59, 59, 999999999), LocalDateTime.of(2024, 12, 31, 12, 0), ZonedDateTime.of(2024, 7, 1, 8, 9, 10, 11, ZoneId.of('Europe/Berlin')), OffsetDateTime.of(2023, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHoursMinutes(-3, -30)), Instant.ofEpochMilli(1700000000123L)]
    temporals.each { v -> letters.each { c -> check('%t' + c, v) } }
    [['%1$tY-%1$tm-%1$td', new Date(0)], ['%15tB|', new Date(0)], ['%-15tB|', new Date(0)], ['%TA|', new Date(0)], ['%20tc|', new Date(0)], ['%tH:%<tM', new Date(0)]].each { f, a -> check(f, a) }
}

// ---- java.text.DecimalFormat -----------------------------------------------------------
def patterns = ['#,##0.00', '0', '00', '#', '#.#', '0.0', '0.00', '#.##', '#,###', '#,##0', '0.###', '0.###E0', '00.###E0', '##0.#####E0', '0E0', '0.00E00', '##0.0E0', '#,##0.###', '000000', '#,##0.00;(#,##0.00)', '0%', '0.0%', '#,##0.0#%', '0.00\u2030', '$#,##0.00', '\u00a4#,##0.00', '\u00a4\u00a4 0.00', "'#'0", "0 'items'", "0''", "a0b", "0.0;-0.0", "0.0;neg 0.0", '#,####.00', '#,##,##0.00', '.00', '.', '', '#.', '0.', '#,##0.', '0.00 kg', '-0', '+0;-0', '###', '#0.0#', '##.##%', '0000.0000', '#,##0.00000000', "'%'0", "'a''b'0"]
write('decimalformat.tsv') { line ->
    def values = [0, 1, -1, 7, 42, 1234567, -1234567, Integer.MIN_VALUE, 1234567890123L, Long.MIN_VALUE, Long.MAX_VALUE, 12345678901234567890G, -255G, 0d, minusZero, 0.5d, 1.5d, 2.5d, -2.5d, 0.125d, 0.375d, 1.005d, 0.1d, 1/3d, 2/3d, 123456.789d, -123456.789d, -0.001d, 0.0049d, 0.005d, 0.015d, 0.996d, 99.995d, 1e10d, 1e-10d, 1.5e20d, 1.2345e-5d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE,
        0.0, 1.5, 2.5, -2.5, 0.125, 1.005, 123456.789, 9.999, 0.045, 1E+5, 1E-10, 123456789012345678901234567890.125, 1.5f, 0.1f, 3.14159f]
    patterns.each { p ->
        // the pattern of no pattern has more digits than Java has memory for
        def made = p == '' ? '' : attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).toPattern() }
        if (p != '') line('pattern', quote(p), made)
        if (made.startsWith('!')) return
        values.each { v -> line('format', quote(p), 'HALF_EVEN', show(v), attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).format(v) }) }
    }
    ['0.0.0', '0#', '#0#', '0,', '#,', ',0', '0,0.0,0', '0;', ';0', '0;0;0', 'E0', '0E', '0.#E', '0.0#0', '#.0#0', '%0%', '0%\u2030', "'0", "0'", '0.#,', '#,#E0', '0E+0', 'abc', "''", '0 #', '0a0', '0a0b0', '0E0a0', '0E0a0E0', '0a0.0', '0a;0b0', '0.0a;b0.0c', '0;0a0', 'x0;y0z#', '0a%;0', '0%;0\u2030', '0%%', '#,##0.0E0', '\u00a4', '0\u00a4', '0;\u00a40', '%', '-', '--0', '#-', '0-', '#,##0.00;', '@@', '0*', '0.00;0.00', '#,##0.00;-', "0;'x'", '00,00', '0,000,00.0', '#.##0'].each { p ->
        line('pattern', quote(p), attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).toPattern() })
        [0, 1234.567d, -1234.567d].each { v -> line('format', quote(p), 'HALF_EVEN', show(v), attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).format(v) }) }
    }
    def gen = new Random(29)
    RoundingMode.values().each { m -> ['0', '0.0', '0.00', '#,##0.##', '0.#E0', '0%'].each { p ->
        (values.findAll { !(it instanceof BigInteger) }.take(45) + (1..20).collect { (gen.nextInt(200000) - 100000) / 1000d } + (1..10).collect { new BigDecimal(gen.nextInt(200000) - 100000).movePointLeft(3) }).each { v ->
            line('format', quote(p), m, show(v), attempt { def f = new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)); f.roundingMode = m; f.format(v) })
        }
    } }
    // random patterns
    1200.times {
        def b = new StringBuilder()
        if (gen.nextInt(5) == 0) b << ['$', "'x'", '-', '+', 'n ', '%'][gen.nextInt(6)]
        def grouping = gen.nextInt(2) == 0
        def whole = (1..gen.nextInt(6)).collect { '#' }.join() + (1..gen.nextInt(5)).collect { '0' }.join()
        if (grouping && whole.size() > 1) { int at = 1 + gen.nextInt(whole.size() - 1); whole = whole[0..<at] + ',' + whole[at..-1] }
        b << whole
        if (gen.nextInt(3) > 0) { b << '.'; gen.nextInt(4).times { b << '0' }; gen.nextInt(4).times { b << '#' } }
        if (gen.nextInt(5) == 0) b << 'E' << (1..(1 + gen.nextInt(3))).collect { '0' }.join()
        if (gen.nextInt(5) == 0) b << ['%', ' kg', "''", ')'][gen.nextInt(4)]
        def p = b.toString()
        def v = gen.nextInt(3) == 0 ? values[gen.nextInt(values.size())] : gen.nextInt(2) == 0 ? (gen.nextInt(2000000) - 1000000) / (10d ** gen.nextInt(8)) : new BigDecimal(new BigInteger(1 + gen.nextInt(60), gen), gen.nextInt(20) - 5)
        line('pattern', quote(p), attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).toPattern() })
        line('format', quote(p), 'HALF_EVEN', show(v), attempt { new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)).format(v) })
    }
    // settings other than by the pattern
    def settings = [minimumIntegerDigits: [0, 1, 3, 12], maximumIntegerDigits: [0, 1, 3, 400], minimumFractionDigits: [0, 2, 5], maximumFractionDigits: [0, 1, 4], groupingSize: [0, 2, 4], groupingUsed: [false, true], decimalSeparatorAlwaysShown: [true], multiplier: [1, 100, -1], positivePrefix: ['+', ''], negativeSuffix: [')', ''], positiveSuffix: ['x'], negativePrefix: ['(']]
    settings.each { name, vals -> vals.each { s -> ['#,##0.00', '0.###E0', '#'].each { p -> [0, -1234567, 1234.5678d, 0.05, 12345678901234567890G].each { v ->
        line('setting', quote(p), name, show(s), show(v), attempt { def f = new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US)); f."$name" = s; f.format(v) + '|' + f.toPattern() })
    } } } }
}

write('parse.tsv') { line ->
    def texts = ['0', '1', '-1', '42', '1234567', '1,234,567', '1,234.5', '12,34', '1.5', '-1.5', '.5', '5.', '-.5', '1.', '1..5', '1.5.5', '1,5,', ',5', '1, 5', '', ' ', ' 1', '1 ', 'abc', '1abc', '-', '--1', '+1', '1e5', '1E5', '1E-5', '1E', '1E+5', '1.5E3x', '(5)', '(1,234.50)', '5%', '50%', '12.5%', '-5%', '$5', '$1,234.50', '-$5', '$-5', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809', '123456789012345678901234567890', '0.1', '1.0', '100.00', '1E400', '-0', '-0.0', '0.0', '\u221e', '-\u221e', 'NaN', '\ufffd', '\u0661\u0662', '00012', '1_000', "1'000", '0x10', '1,2,3.4,5', '3.14159265358979323846', '1\u00a0000', '12.50 kg', '12.50kg', 'a5b', '1E2.5', '5 items']
    ['#,##0.00', '0', '#.##', '0.###E0', '0%', '$#,##0.00', '#,##0.00;(#,##0.00)', '0.00 kg', "0 'items'", '#', '#,##0', 'a0b', '-0', '+0;-0', '\u00a4#,##0.00'].each { p -> texts.each { s ->
        [0, 1, 2].each { kind ->
            if (kind > 0 && !(p in ['#,##0.00', '0', '0%', '0.###E0'])) return
            def f = new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US))
            if (kind == 1) f.parseBigDecimal = true
            if (kind == 2) f.parseIntegerOnly = true
            def pos = new ParsePosition(0)
            def r = attempt { f.parse(s, pos) }
            line(quote(p), ['', 'big', 'integer'][kind], quote(s), r, pos.index, pos.errorIndex, kind == 0 ? attempt { f.parse(s) } : '')
        }
    } }
}

// ---- locales --------------------------------------------------------------------------
// letters whose upper case is more than one
write('upper.tsv') { line ->
    (0..0xFFFF).each { int c -> if (c < 0xD800 || c > 0xDFFF) { def u = new String(Character.toChars(c)).toUpperCase(Locale.US); if (u.length() > 1) line(c, quote(u)) } }
}

write('locales.tsv') { line ->
    ['en-US', 'en-GB', 'en', 'de', 'de-DE', 'de-CH', 'de-AT', 'fr', 'fr-FR', 'fr-CH', 'fr-CA', 'it-IT', 'es-ES', 'es-MX', 'pt-BR', 'pt-PT', 'nl-NL', 'pl-PL', 'sv-SE', 'da-DK', 'nb-NO', 'fi-FI', 'cs-CZ', 'sk-SK', 'hu-HU', 'ro-RO', 'uk-UA', 'ru-RU', 'tr-TR', 'ja-JP', 'zh-CN', 'ko-KR', 'hi-IN', 'en-IN', 'en-CA', 'en-AU', 'el-GR', 'bg-BG', ''].each { tag ->
        def loc = tag == '' ? Locale.ROOT : Locale.forLanguageTag(tag)
        def s = DecimalFormatSymbols.getInstance(loc)
        line('symbols', tag, *[s.zeroDigit, s.groupingSeparator, s.decimalSeparator, s.perMill, s.percent, s.digit, s.patternSeparator, s.infinity, s.getNaN(), s.minusSign, s.currencySymbol, s.internationalCurrencySymbol, s.monetaryDecimalSeparator, s.monetaryGroupingSeparator, s.exponentSeparator].collect { quote(it.toString()) },
            *[NumberFormat.getInstance(loc), NumberFormat.getCurrencyInstance(loc), NumberFormat.getPercentInstance(loc), NumberFormat.getIntegerInstance(loc)].collect { quote(it.toPattern()) })
        [1234567.891d, -1234567.891d, 0.256d, -5, 1234.5].each { v ->
            [number: NumberFormat.getInstance(loc), currency: NumberFormat.getCurrencyInstance(loc), percent: NumberFormat.getPercentInstance(loc), integer: NumberFormat.getIntegerInstance(loc)].each { kind, f -> line(kind, tag, show(v), attempt { f.format(v) }) }
            ['%,.2f', '%d', '%,d', '%e', '%010.1f', '%s', '%g'].each { p -> if (!(p in ['%d', '%,d']) && v instanceof Integer || p in ['%d', '%,d'] && !(v instanceof Integer)) return; line('formatter', tag, quote(p), show(v), attempt { String.format(loc, p, v) }) }
        }
    }
}
