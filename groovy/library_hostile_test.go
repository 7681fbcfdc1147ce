package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// asking are expressions by the class of their value: what a method of the
// library is called on and with. Most want much, the others let a method get as
// far as its work.
var asking = map[string][]string{
	"boolean":                {"true", "false"},
	"byte":                   {"(byte) 65"},
	"short":                  {"(short) 32767"},
	"char":                   {"(char) 'x'"},
	"int":                    {"2147483647", "100000", "3", "-2147483648", "-1", "0", "16"},
	"long":                   {"9223372036854775807L", "3000000000L", "5L", "-9223372036854775807L - 1"},
	"float":                  {"3.4e38f", "0.5f"},
	"double":                 {"1.7e308d", "0.5d", "1e9d", "4.9e-324d"},
	"java.lang.Boolean":      {"true"},
	"java.lang.Byte":         {"(byte) -128"},
	"java.lang.Short":        {"(short) 300"},
	"java.lang.Character":    {"(char) 'é'", "(char) '9'"},
	"java.lang.Integer":      {"2147483647", "3", "100000"},
	"java.lang.Long":         {"9223372036854775807L", "3000000000L"},
	"java.lang.Float":        {"3.4e38f"},
	"java.lang.Double":       {"1.7e308d", "0.001d"},
	"java.math.BigInteger":   {"10G ** 99000", "1G.shiftLeft(300000)", "7G"},
	"java.math.BigDecimal":   {"1e999999999", "1.5", "10.5 ** 10000", "1e-999999999"},
	"java.math.MathContext":  {"new java.math.MathContext(2000000000)", "new java.math.MathContext(5)"},
	"java.math.RoundingMode": {"java.math.RoundingMode.HALF_UP"},
	"java.lang.String": {"'x' * 100000", "'abc'", "'%2000000000d'", "'a,b;' * 25000", "'(x+x+)+y'", "'é😀' * 30000", "'UTF-8'", "'12345678901234567890' * 5000",
		"'<a b=\"c\"/>'", "'[' * 100000", "''", "'\\n' * 100000", "'yyyy-MM-dd'", "'\\t' * 50000", "'{0,choice,0#' * 1000"},
	"java.lang.StringBuilder":  {"new StringBuilder('x' * 100000)", "new StringBuilder('é' * 100000)", "new StringBuilder()"},
	"java.lang.StringBuffer":   {"new StringBuffer('ab' * 50000)"},
	"java.lang.CharSequence":   {"\"${'x' * 100000}\"", "\"${1}\""},
	"java.util.ArrayList":      {"big", "[3, 1, 2]", "['x' * 10000] * 100", "[[1, [2, [3]]]] * 1000", "[(1..100).toList()] * 6", "[null]"},
	"java.util.LinkedList":     {"new LinkedList(big)"},
	"java.util.LinkedHashSet":  {"big as Set"},
	"java.util.HashSet":        {"new HashSet(big)"},
	"java.util.TreeSet":        {"new TreeSet(big)"},
	"java.util.ArrayDeque":     {"new ArrayDeque(big)"},
	"java.util.PriorityQueue":  {"new PriorityQueue(big)"},
	"java.util.Stack":          {"{ def s = new Stack(); s.addAll(big); s }()"},
	"java.util.Vector":         {"new Vector(big)"},
	"java.util.LinkedHashMap":  {"[a: 1]", "map", "[a: map]"},
	"java.util.HashMap":        {"new HashMap(map)"},
	"java.util.TreeMap":        {"new TreeMap(map)"},
	"java.util.Hashtable":      {"new Hashtable(map)"},
	"java.util.EnumMap":        {"new EnumMap(java.math.RoundingMode)"},
	"java.util.Properties":     {"{ def p = new Properties(); p.putAll(map); p }()"},
	"java.util.WeakHashMap":    {"new WeakHashMap(map)"},
	"groovy.util.ConfigObject": {"{ def c = new ConfigObject(); c.putAll(map); c }()"},
	"java.util.Map$Entry":      {"map.iterator().next()"},
	"java.util.Map$Entry[]":    {"[map.iterator().next()] as Map.Entry[]"},
	"java.util.Iterator":       {"big.iterator()", "([hasNext: { true }, next: { 1 }] as Iterator)", "(1..2147483647).iterator()"},
	"java.util.Enumeration":    {"Collections.enumeration(big)"},
	"java.util.Spliterator":    {"big.spliterator()"},
	"java.lang.Iterable":       {"{ [hasNext: { true }, next: { 1 }] as Iterator } as Iterable"},
	"groovy.lang.IntRange":     {"(1..2147483647)", "(1..2000)"},
	"groovy.lang.EmptyRange":   {"(0..<0)"},
	"groovy.lang.Range":        {"('a'..'z')", "(0.5..2000)", "(1L..3L)"},
	"groovy.lang.Tuple":        {"new Tuple(big as Object[])"},
	"groovy.lang.Tuple2":       {"new Tuple2(big, map)"},
	"java.util.List":           {"big.subList(1, 1000)", "[].withDefault { it }", "[].withEagerDefault { it }", "Collections.nCopies(1000, 'x')", "Collections.unmodifiableList(big)"},
	"java.util.Collection":     {"map.values()"},
	"java.util.Set":            {"map.keySet()", "map.entrySet()"},
	"java.util.BitSet":         {"{ def b = new BitSet(); b.set(1000000); b }()", "new BitSet()"},
	"java.lang.Object":         {"new Object()", "big", "'x' * 100000", "null", "1", "map"},
	"java.lang.Object[]":       {"big as Object[]", "new Object[0]", "['x' * 100000] as Object[]"},
	"java.lang.String[]":       {"['x' * 1000] * 100 as String[]"},
	"java.lang.CharSequence[]": {"['x' * 1000] * 100 as CharSequence[]"},
	"int[]":                    {"new int[100000]"},
	"long[]":                   {"new long[10000]"},
	"double[]":                 {"new double[10000]"},
	"byte[]":                   {"new byte[100000]", "'QUFB' * 1000 as byte[]"},
	"char[]":                   {"('x' * 100000).toCharArray()"},
	"java.lang.Class":          {"Integer", "String", "ArrayList", "java.time.Month", "int[]"},
	"java.lang.Class[]":        {"[Integer] as Class[]"},
	"java.lang.Comparable":     {"'x' * 100000", "5"},
	"java.lang.Enum":           {"java.time.Month.MAY"},
	"java.lang.Enum[]":         {"java.time.Month.values()"},
	"java.lang.Throwable":      {"new Exception('x' * 100000)", "{ def e = new Exception('x'); 50.times { e = new Exception(e) }; e }()"},
	"java.lang.Number":         {"new java.util.concurrent.atomic.AtomicInteger(5)"},
	"groovy.lang.Closure":      {"{ it }", "{ true }", "{ false }", "{ -> 1 }", "{ a, b -> 1 }", "{ a, b -> a }", "{ a, b, c -> c }", "{ [it, it] }", "{ 'x' * 1000 }", "{ a -> [1] }", "{ it * 2 }.memoize()"},
	"groovy.lang.GString":      {"\"${'x' * 100000}\""},
	"groovy.lang.Script":       {"this"},
	"groovy.lang.Binding":      {"binding"},
	"groovy.util.Expando":      {"new Expando(map)"},
	"groovy.util.MapEntry":     {"new MapEntry(big, map)"},
	"groovy.util.Node":         {"new XmlParser().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>')"},
	"groovy.util.NodeList":     {"new XmlParser().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>').b"},
	"groovy.util.XmlParser":    {"new XmlParser()"},
	"groovy.util.XmlSlurper":   {"new XmlSlurper()"},
	"groovy.util.IndentPrinter": {
		"new IndentPrinter(new PrintWriter(new StringWriter()))"},
	"groovy.util.XmlNodePrinter":                   {"new XmlNodePrinter(new PrintWriter(new StringWriter()))"},
	"groovy.util.OrderBy":                          {"new OrderBy([{ it }])"},
	"groovy.util.ConfigSlurper":                    {"new ConfigSlurper()"},
	"groovy.util.NodeBuilder":                      {"new NodeBuilder()"},
	"groovy.util.slurpersupport.GPathResult":       {"new XmlSlurper().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>')", "new XmlSlurper().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>').b", "new XmlSlurper().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>').'**'"},
	"groovy.util.slurpersupport.NodeChild":         {"new XmlSlurper().parseText('<a>' + '<b c=\"d\">x</b>' * 1000 + '</a>')"},
	"groovy.xml.MarkupBuilder":                     {"new groovy.xml.MarkupBuilder(new StringWriter())"},
	"groovy.xml.MarkupBuilderHelper":               {"new groovy.xml.MarkupBuilder(new StringWriter()).mkp"},
	"groovy.xml.StreamingMarkupBuilder":            {"new groovy.xml.StreamingMarkupBuilder()"},
	"groovy.xml.QName":                             {"new groovy.xml.QName('x' * 1000, 'y')"},
	"groovy.xml.Namespace":                         {"new groovy.xml.Namespace('x' * 1000, 'y')"},
	"groovy.json.JsonBuilder":                      {"new groovy.json.JsonBuilder(big)"},
	"groovy.json.StreamingJsonBuilder":             {"new groovy.json.StreamingJsonBuilder(new StringWriter())"},
	"groovy.json.JsonSlurper":                      {"new groovy.json.JsonSlurper()"},
	"groovy.json.JsonSlurperClassic":               {"new groovy.json.JsonSlurperClassic()"},
	"groovy.json.JsonParserType":                   {"groovy.json.JsonParserType.LAX"},
	"groovy.json.internal.LazyMap":                 {"new groovy.json.JsonSlurper().parseText('{\"a\":1,\"b\":[1,2]}')"},
	"groovy.text.TemplateEngine":                   {"new groovy.text.SimpleTemplateEngine()", "new groovy.text.GStringTemplateEngine()"},
	"groovy.text.SimpleTemplateEngine":             {"new groovy.text.SimpleTemplateEngine()"},
	"groovy.time.BaseDuration":                     {"use(groovy.time.TimeCategory) { 5.days }", "use(groovy.time.TimeCategory) { 2147483647.months }"},
	"groovy.time.BaseDuration$From":                {"use(groovy.time.TimeCategory) { 5.days.from }"},
	"java.io.Reader":                               {"new StringReader('x\\n' * 50000)", "new BufferedReader(new StringReader('x' * 100000))"},
	"java.io.BufferedReader":                       {"new BufferedReader(new StringReader('x\\n' * 50000))"},
	"java.io.LineNumberReader":                     {"new LineNumberReader(new StringReader('x\\n' * 50000))"},
	"java.io.PushbackReader":                       {"new PushbackReader(new StringReader('x\\n' * 50000))"},
	"java.io.InputStream":                          {"new ByteArrayInputStream(new byte[100000])", "new BufferedInputStream(new ByteArrayInputStream(new byte[100000]))"},
	"java.io.BufferedInputStream":                  {"new BufferedInputStream(new ByteArrayInputStream(new byte[100000]))"},
	"java.io.InputStreamReader":                    {"new InputStreamReader(new ByteArrayInputStream(new byte[100000]))"},
	"java.io.OutputStream":                         {"new ByteArrayOutputStream()", "System.out", "new BufferedOutputStream(new ByteArrayOutputStream())"},
	"java.io.ByteArrayOutputStream":                {"{ def o = new ByteArrayOutputStream(); o << 'x' * 100000; o }()"},
	"java.io.BufferedOutputStream":                 {"new BufferedOutputStream(new ByteArrayOutputStream())"},
	"java.io.PrintStream":                          {"System.out", "new PrintStream(new ByteArrayOutputStream())"},
	"java.io.Writer":                               {"new StringWriter()"},
	"java.io.StringWriter":                         {"{ def w = new StringWriter(); w << 'x' * 100000; w }()"},
	"java.io.CharArrayWriter":                      {"{ def w = new CharArrayWriter(); w << 'x' * 100000; w }()"},
	"java.io.PrintWriter":                          {"new PrintWriter(new StringWriter())"},
	"java.io.BufferedWriter":                       {"new BufferedWriter(new StringWriter())"},
	"java.io.OutputStreamWriter":                   {"new OutputStreamWriter(new ByteArrayOutputStream())"},
	"java.lang.Appendable":                         {"new StringBuilder()"},
	"java.net.URI":                                 {"new URI('http://a/' + 'b/../' * 10000)", "new URI('http://a/b')"},
	"java.net.URL":                                 {"new URL('http://a/' + 'b/../' * 10000)"},
	"java.nio.charset.Charset":                     {"java.nio.charset.StandardCharsets.UTF_16"},
	"java.security.MessageDigest":                  {"java.security.MessageDigest.getInstance('SHA-512')"},
	"java.security.Key":                            {"new javax.crypto.spec.SecretKeySpec(new byte[16], 'AES')"},
	"javax.crypto.spec.SecretKeySpec":              {"new javax.crypto.spec.SecretKeySpec(new byte[16], 'AES')"},
	"javax.crypto.Cipher":                          {"{ def c = javax.crypto.Cipher.getInstance('AES/CBC/PKCS5Padding'); c.init(1, new javax.crypto.spec.SecretKeySpec(new byte[16], 'AES')); c }()"},
	"javax.crypto.Mac":                             {"{ def c = javax.crypto.Mac.getInstance('HmacSHA256'); c.init(new javax.crypto.spec.SecretKeySpec(new byte[16], 'AES')); c }()"},
	"java.sql.Date":                                {"new java.sql.Date(Long.MAX_VALUE)"},
	"java.sql.Time":                                {"new java.sql.Time(5)"},
	"java.sql.Timestamp":                           {"new java.sql.Timestamp(5)"},
	"java.text.ChoiceFormat":                       {"new java.text.ChoiceFormat((0..2000).collect { \"$it#x\" }.join('|'))"},
	"java.text.SimpleDateFormat":                   {"new java.text.SimpleDateFormat('y' * 1000)", "new java.text.SimpleDateFormat('yyyy-MM-dd')"},
	"java.text.DateFormat":                         {"java.text.DateFormat.getDateInstance()"},
	"java.text.DateFormatSymbols":                  {"new java.text.DateFormatSymbols()"},
	"java.text.DecimalFormat":                      {"new java.text.DecimalFormat('#,##0.00')", "{ def f = new java.text.DecimalFormat('0'); f.minimumIntegerDigits = 2147483647; f }()", "{ def f = new java.text.DecimalFormat('0'); f.maximumFractionDigits = 2147483647; f }()"},
	"java.text.DecimalFormatSymbols":               {"new java.text.DecimalFormatSymbols()"},
	"java.text.MessageFormat":                      {"new java.text.MessageFormat('{0} {1,number} ' * 500)"},
	"java.text.NumberFormat":                       {"java.text.NumberFormat.instance"},
	"java.text.Normalizer$Form":                    {"java.text.Normalizer.Form.NFKD"},
	"java.text.ParsePosition":                      {"new java.text.ParsePosition(0)", "new java.text.ParsePosition(2147483647)"},
	"java.time.Clock":                              {"java.time.Clock.systemUTC()"},
	"java.time.DayOfWeek":                          {"java.time.DayOfWeek.MONDAY"},
	"java.time.Duration":                           {"java.time.Duration.ofSeconds(Long.MAX_VALUE)", "java.time.Duration.ofNanos(1)"},
	"java.time.Instant":                            {"java.time.Instant.MAX", "java.time.Instant.EPOCH"},
	"java.time.LocalDate":                          {"java.time.LocalDate.MIN", "java.time.LocalDate.of(2020, 2, 29)", "java.time.LocalDate.MAX"},
	"java.time.LocalDateTime":                      {"java.time.LocalDateTime.MIN", "java.time.LocalDateTime.of(2020, 2, 29, 1, 1)"},
	"java.time.LocalTime":                          {"java.time.LocalTime.NOON"},
	"java.time.Month":                              {"java.time.Month.MAY"},
	"java.time.MonthDay":                           {"java.time.MonthDay.of(2, 29)"},
	"java.time.OffsetDateTime":                     {"java.time.OffsetDateTime.MAX", "java.time.OffsetDateTime.of(2020, 1, 1, 1, 1, 1, 1, java.time.ZoneOffset.UTC)"},
	"java.time.OffsetTime":                         {"java.time.OffsetTime.MAX"},
	"java.time.Period":                             {"java.time.Period.of(2147483647, 2147483647, 2147483647)", "java.time.Period.ofDays(1)"},
	"java.time.Year":                               {"java.time.Year.of(999999999)"},
	"java.time.YearMonth":                          {"java.time.YearMonth.of(-999999999, 1)"},
	"java.time.ZoneId":                             {"java.time.ZoneId.of('Europe/Berlin')"},
	"java.time.ZoneOffset":                         {"java.time.ZoneOffset.MAX"},
	"java.time.ZonedDateTime":                      {"java.time.ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 1, java.time.ZoneId.of('Europe/Berlin'))", "java.time.ZonedDateTime.of(999999999, 1, 1, 1, 1, 1, 1, java.time.ZoneId.of('Europe/Berlin'))"},
	"java.time.chrono.IsoChronology":               {"java.time.chrono.IsoChronology.INSTANCE"},
	"java.time.chrono.IsoEra":                      {"java.time.chrono.IsoEra.CE"},
	"java.time.format.DateTimeFormatter":           {"java.time.format.DateTimeFormatter.ISO_DATE_TIME", "java.time.format.DateTimeFormatter.ofPattern('p' * 1 + 'y')", "java.time.format.DateTimeFormatter.ofPattern('[' * 200 + 'yyyy' + ']' * 200)"},
	"java.time.format.DateTimeFormatterBuilder":    {"new java.time.format.DateTimeFormatterBuilder()"},
	"java.time.format.FormatStyle":                 {"java.time.format.FormatStyle.SHORT"},
	"java.time.format.ResolverStyle":               {"java.time.format.ResolverStyle.LENIENT"},
	"java.time.format.SignStyle":                   {"java.time.format.SignStyle.ALWAYS"},
	"java.time.format.TextStyle":                   {"java.time.format.TextStyle.FULL"},
	"java.time.temporal.ChronoField":               {"java.time.temporal.ChronoField.YEAR"},
	"java.time.temporal.ChronoUnit":                {"java.time.temporal.ChronoUnit.NANOS", "java.time.temporal.ChronoUnit.DAYS", "java.time.temporal.ChronoUnit.FOREVER"},
	"java.time.temporal.TemporalAdjuster":          {"java.time.temporal.TemporalAdjusters.firstDayOfMonth()"},
	"java.time.temporal.TemporalQuery":             {"java.time.temporal.TemporalQueries.zone()"},
	"java.time.temporal.ValueRange":                {"java.time.temporal.ValueRange.of(1, Long.MAX_VALUE)"},
	"java.time.temporal.WeekFields":                {"java.time.temporal.WeekFields.ISO"},
	"java.time.zone.ZoneOffsetTransition":          {"java.time.ZoneId.of('Europe/Berlin').rules.nextTransition(java.time.Instant.EPOCH)"},
	"java.time.zone.ZoneRules":                     {"java.time.ZoneId.of('Europe/Berlin').rules"},
	"java.util.Base64$Decoder":                     {"Base64.decoder", "Base64.mimeDecoder"},
	"java.util.Base64$Encoder":                     {"Base64.encoder", "Base64.mimeEncoder"},
	"java.util.Calendar":                           {"new GregorianCalendar(2020, 1, 1)"},
	"java.util.GregorianCalendar":                  {"new GregorianCalendar(2147483647, 1, 1)"},
	"java.util.Comparator":                         {"Comparator.naturalOrder()", "({ a, b -> 1 } as Comparator)"},
	"java.util.Currency":                           {"Currency.getInstance('EUR')"},
	"java.util.Date":                               {"new Date(Long.MAX_VALUE)", "new Date(0)"},
	"java.util.Formatter":                          {"new Formatter()"},
	"java.util.IntSummaryStatistics":               {"new IntSummaryStatistics()"},
	"java.util.LongSummaryStatistics":              {"new LongSummaryStatistics()"},
	"java.util.DoubleSummaryStatistics":            {"new DoubleSummaryStatistics()"},
	"java.util.Locale":                             {"Locale.US", "new Locale('x' * 10000)"},
	"java.util.Optional":                           {"Optional.of(big)"},
	"java.util.OptionalInt":                        {"OptionalInt.of(2147483647)"},
	"java.util.OptionalLong":                       {"OptionalLong.of(5)"},
	"java.util.OptionalDouble":                     {"OptionalDouble.of(5)"},
	"java.util.Random":                             {"new Random(5)"},
	"java.util.Scanner":                            {"new Scanner('12 x ' * 10000)", "new Scanner('9' * 100000)", "new Scanner('x' * 100000).useDelimiter('(x+x+)+y')"},
	"java.util.StringJoiner":                       {"new StringJoiner('x' * 1000, 'a', 'b').add('x').add('y')"},
	"java.util.StringTokenizer":                    {"new StringTokenizer('a b ' * 20000)"},
	"java.util.TimeZone":                           {"TimeZone.getTimeZone('Europe/Berlin')"},
	"java.util.UUID":                               {"new UUID(1, 2)"},
	"java.util.concurrent.ConcurrentHashMap":       {"new java.util.concurrent.ConcurrentHashMap(map)"},
	"java.util.concurrent.CopyOnWriteArrayList":    {"new java.util.concurrent.CopyOnWriteArrayList(big)"},
	"java.util.concurrent.TimeUnit":                {"java.util.concurrent.TimeUnit.DAYS"},
	"java.util.concurrent.atomic.AtomicBoolean":    {"new java.util.concurrent.atomic.AtomicBoolean()"},
	"java.util.concurrent.atomic.AtomicInteger":    {"new java.util.concurrent.atomic.AtomicInteger()"},
	"java.util.concurrent.atomic.AtomicLong":       {"new java.util.concurrent.atomic.AtomicLong()"},
	"java.util.concurrent.atomic.AtomicReference":  {"new java.util.concurrent.atomic.AtomicReference(big)"},
	"java.util.regex.Matcher":                      {"('x' * 100000 =~ /x/)", "('x' * 100000 =~ /(x+x+)+y/)", "('ab' * 5000 =~ /((a)(b))*?c?/)"},
	"java.util.regex.Pattern":                      {"~/(x+x+)+y/", "~/x/", "~/(?:)/"},
	"java.util.stream.Collector":                   {"java.util.stream.Collectors.toList()", "java.util.stream.Collectors.joining('x' * 1000)"},
	"java.util.stream.Collector$Characteristics[]": {"[] as java.util.stream.Collector.Characteristics[]"},
	"java.util.stream.Stream":                      {"big.stream()", "java.util.stream.Stream.iterate(1) { it }", "java.util.stream.Stream.generate { 'x' * 1000 }"},
	"java.util.stream.IntStream":                   {"java.util.stream.IntStream.range(0, 2147483647)", "java.util.stream.IntStream.range(0, 2000)"},
	"java.util.stream.LongStream":                  {"java.util.stream.LongStream.range(0, Long.MAX_VALUE)"},
	"java.util.stream.DoubleStream":                {"java.util.stream.DoubleStream.generate { 1.5d }"},
	"java.util.stream.Stream$Builder":              {"java.util.stream.Stream.builder()"},
	"java.util.stream.IntStream$Builder":           {"java.util.stream.IntStream.builder()"},
	"java.util.stream.LongStream$Builder":          {"java.util.stream.LongStream.builder()"},
	"java.util.stream.DoubleStream$Builder":        {"java.util.stream.DoubleStream.builder()"},
	"java.util.zip.Adler32":                        {"new java.util.zip.Adler32()"},
	"java.util.zip.CRC32":                          {"new java.util.zip.CRC32()"},
}

// samplesOf are what fits a parameter or receiver of a class.
func samplesOf(class string) []string {
	out := slices.Clone(asking[class])
	if strings.HasPrefix(class, "java.util.function.") || class == "java.lang.Runnable" || strings.HasSuffix(class, "Consumer") {
		for _, s := range asking["groovy.lang.Closure"] {
			out = append(out, s+" as "+class)
		}
	}
	var names []string
	for k := range asking {
		if k != class && class != "java.lang.Object" && groovy.IsLibrarySubclass(k, class) {
			names = append(names, k)
		}
	}
	slices.Sort(names)
	for _, k := range names {
		out = append(out, asking[k]...)
	}
	return out
}

// hostileCall writes a script that calls a method of the library once with
// what r chooses, and then for ever, keeping what it gives; "" if there is
// nothing to call it on.
func hostileCall(m groovy.LibraryMethod, of func(class string) []string, r *rand.Rand) string {
	one := func(class string) string {
		l := of(class)
		if len(l) == 0 {
			return ""
		}
		return l[r.IntN(len(l))]
	}
	var args []string
	for i, p := range m.Params {
		if m.Variadic && i == len(m.Params)-1 && strings.HasPrefix(p, "[L") {
			p = strings.TrimSuffix(p[2:], ";")
		}
		if p, ok := strings.CutPrefix(p, "[L"); ok {
			args = append(args, one(strings.TrimSuffix(p, ";")+"[]"))
		} else if code, ok := arrayCodes[p]; ok {
			args = append(args, one(code))
		} else {
			args = append(args, one(p))
		}
		if args[i] == "" {
			return ""
		}
	}
	var b strings.Builder
	b.WriteString("def big = (1..2000).toList(), map = big.collectEntries { [\"k$it\" as String, it] }, l = []\n")
	for i, a := range args {
		fmt.Fprintf(&b, "def a%d = %s\n", i, a)
		args[i] = "a" + strconv.Itoa(i)
	}
	list := strings.Join(args, ", ")
	class := strings.ReplaceAll(m.Class, "$", ".")
	var call string
	switch m.Kind {
	case "new":
		call = "new " + class + "(" + list + ")"
	case "static":
		call = class + "." + m.Name + "(" + list + ")"
	default:
		recv := one(strings.TrimPrefix(m.Class, "java.lang.StrictMath"))
		if recv == "" {
			return ""
		}
		fmt.Fprintf(&b, "def r = %s\n", recv)
		call = "r." + m.Name + "(" + list + ")"
	}
	fmt.Fprintf(&b, "try { l << %s } catch (Exception | Error e) { }\nwhile (true) { try { l << %s } catch (Exception | Error e) { } }\n", call, call)
	return b.String()
}

var arrayCodes = map[string]string{"[I": "int[]", "[J": "long[]", "[D": "double[]", "[B": "byte[]", "[C": "char[]"}

// TestLibraryLimits calls the methods of the library with arguments that ask
// for much: a tenth of them with others in each run, or with
// GROOVY_HOSTILE_ROUNDS=3 all of them with three sets of arguments, which takes
// some minutes for each.
func TestLibraryLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time and memory, which the race detector multiplies")
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(2 << 30))
	const part = 10
	rounds, every := 1, part
	if s := os.Getenv("GROOVY_HOSTILE_ROUNDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatalf("GROOVY_HOSTILE_ROUNDS=%s: %v", s, err)
		}
		rounds, every = n, 1
	}
	cache := map[string][]string{}
	of := func(class string) []string {
		l, ok := cache[class]
		if !ok {
			l = samplesOf(class)
			cache[class] = l
		}
		return l
	}
	tried := 0
	for round := range rounds {
		for _, m := range groovy.LibraryMethods() {
			h := fnv.New64a()
			h.Write([]byte(m.String()))
			sum := h.Sum64()
			if sum%uint64(every) != 0 {
				continue
			}
			if src := hostileCall(m, of, rand.New(rand.NewPCG(sum, uint64(round)))); src != "" {
				tried++
				tryHostileCall(t, m, src)
			}
		}
	}
	// Some classes have no values that a script could make by itself.
	if most := len(groovy.LibraryMethods()) * rounds / every; tried < most*9/10 {
		t.Errorf("called %d methods of some %d", tried, most)
	}
}

// libraryLimits are enough to make the arguments and to call a method some ten
// thousand times.
var libraryLimits = groovy.Limits{Steps: 50_000, Memory: 16 << 20, Output: 64 << 10, Depth: 300}

func tryHostileCall(t *testing.T, m groovy.LibraryMethod, src string) {
	t.Helper()
	s, err := groovy.Compile("hostile.groovy", src, nil)
	if err != nil {
		t.Errorf("%s\ndoes not compile: %.300v", src, err)
		return
	}
	run := func() error {
		// What is not counted by steps must end some time on the busiest machine.
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		var out counter
		_, err := s.Run(ctx, &groovy.Env{Limits: libraryLimits, Stdout: &out})
		return err
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := processorTime(t)
	err = run()
	took := processorTime(t) - start
	runtime.ReadMemStats(&after)
	var limit *groovy.LimitError
	var failed *groovy.RunError
	switch {
	case took > hostileTime:
		t.Errorf("%v took %v, ended with %.100v\n%s", m, took, err, src)
	case err == nil || !errors.As(err, &limit) && !errors.As(err, &failed):
		t.Errorf("%v ended with %.500v\n%s", m, err, src)
	case took > hostileTime/8:
		t.Logf("%v took %v\n%s", m, took, src)
	}
	if after.TotalAlloc-before.TotalAlloc < heapFactor*uint64(libraryLimits.Memory) {
		return
	}
	if held := heldBy(func() { run() }); held > heapFactor*uint64(libraryLimits.Memory) {
		t.Errorf("%v holds %d MB\n%s", m, held>>20, src)
	}
}
