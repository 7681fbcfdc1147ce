package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"runtime/debug"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// hostile are small scripts that want more than they may have, by what they
// want it of. Each must end soon, by a limit or by itself, without holding much
// more memory than it was given and without getting hold of the limit.
var hostile = map[string][]string{
	"steps": {
		"while (true) ;",
		"1.upto(Long.MAX_VALUE) { }",
		"(1..2147483647).find { false }",
		"(1..2147483647).reverseEach { }",
		"def c = Calendar.instance; c.upto(c + 2000000000) { }",
		"def i = [hasNext: { true }, next: { 1 }] as Iterator; i.count(2)",
		"java.util.stream.Stream.iterate(1) { it }.forEach { }",
		"java.util.stream.IntStream.range(0, 2147483647).max()",
		"new TreeSet({ a, b -> while (true) ; } as Comparator).add(1)",
		"class A { int compareTo(o) { while (true) ; } }\nnew A().compareTo(1)",
		"def l = (1..1000).toList(); while (true) { l.hashCode() }",
		"def l = (1..100000).toList() as int[]; while (true) { Arrays.sort(l) }",
		"def m = (1..100000).collectEntries { [it, it] }; while (true) { m.remove(1); m[1] = 1 }",
		"def s = 'x' * 100000; while (true) { s.contains('y') }",
		"def s = 'é' * 100000; while (true) { s[50000] }",
		"def s = 'x' * 100000; while (true) { s.startsWith(s + 'y') }",
		"def s = 'x' * 100000; while (true) { s.eachLine { } }",
		"while (true) { Math.random() }",
		"while (true) { use(groovy.time.TimeCategory) { 1.day } }",
		"while (true) { try { 'x'.toInteger() } catch (e) { } }",
		"while (true) { Locale.getAvailableLocales() }",
		"while (true) { String.format('%20s', 'x') }",
		"class A { }\nwhile (true) { A.metaClass.methods.size() }",
		"while (true) { 'a'.metaClass.methods.size() }",
		"while (true) { 'a'.class.name }",
	},
	"catching": {
		"try { while (true) ; } catch (Throwable e) { println 'caught' }",
		"try { while (true) ; } catch (e) { println 'caught' }",
		"try { while (true) ; } finally { println 'caught' }",
		"try { while (true) ; } finally { while (true) ; }",
		"def f() { try { while (true) ; } finally { return 1 } }\nwhile (true) f()",
		"a: while (true) { try { while (true) ; } catch (Throwable e) { continue a } finally { continue a } }",
		"class R implements Closeable { void close() { println 'caught' } }\ntry (R r = new R()) { while (true) ; }",
		"class R implements Closeable { void close() { while (true) { println 'caught' } } }\nnew R().withCloseable { while (true) ; }",
		"try { 'x' * 2000000000 } catch (Throwable e) { println 'caught' }",
		"try { 2 ** 2000000000 } catch (Throwable e) { println 'caught' }",
		"try { [2, 1].sort { a, b -> while (true) ; } } catch (Throwable e) { println 'caught' }",
		"try { 'a'.replaceAll(/a/) { while (true) ; } } catch (Throwable e) { println 'caught' }",
		"java.util.stream.Stream.generate { try { while (true) ; } catch (Throwable e) { println 'caught' } }.count()",
		"class A { String toString() { try { while (true) ; } catch (Throwable e) { println 'caught' } } }\n\"${new A()}\".toString(); println 'caught'",
		"class E extends Exception { String toString() { while (true) ; } }\ntry { throw new E() } catch (E e) { println e }\nprintln 'caught'",
		"def f() { try { f() } catch (StackOverflowError e) { f() } finally { f() } }\nf()",
		"while (true) { try { def f; f = { f() }; f() } catch (StackOverflowError e) { } }",
		"class A { def methodMissing(String n, a) { try { while (true) ; } catch (Throwable e) { println 'caught' } } }\nnew A().foo(); println 'caught'",
		"def m = [:].withDefault { while (true) ; }\ntry { m.x } catch (Throwable e) { println 'caught' }\nprintln 'caught'",
		"Optional.empty().orElseGet { while (true) ; }\nprintln 'caught'",
		"shouldFail = { c -> try { c() } catch (Throwable e) { println 'caught' } }\nshouldFail { while (true) ; }",
		"new groovy.json.JsonBuilder().call { try { while (true) ; } catch (Throwable e) { println 'caught' } }\nprintln 'caught'",
		"try { def l = []; while (true) l << 'xxxx' } catch (Throwable e) { println 'caught' } finally { println 'caught' }",
	},
	"text": {
		"def s = 'x'; while (true) { s += s }",
		"def s = 'x'; while (true) { s = \"$s$s\".toString() }",
		"def s = \"${1}x\"; while (true) { s = s + s }",
		"def s = \"${1}\"; while (true) { s = s + 'x' * 1000 }",
		"def l = []; while (true) { l << new java.text.DecimalFormat('#' * 10000) }",
		"def l = []; while (true) { l << new Locale('a', 'b', 'x' * 10000) }",
		"def s = 'x'; while (true) { s = s.replaceAll('', s) }",
		"def s = 'x'; while (true) { s = sprintf('%s%s', s, s) }",
		"def s = '\\t'; while (true) { s = s.expand(100) + '\\t' * s.size() }",
		"def s = '<'; while (true) { s = groovy.xml.XmlUtil.escapeXml(s) }",
		"def s = 'x'; while (true) { s = Base64.encoder.encodeToString(s.bytes) }",
		"def s = 'x'; while (true) { s = (s as char[]).toString() + s + s }",
		"def s = 'x'; while (true) { s = s.stripIndent() + s.stripMargin() }",
		"def s = 'x'; while (true) { s = String.join(s, s, s) }",
		"'x'.padRight(2147483647, 'ab')",
		"String.format('%.999999999f', 1.5)",
		"String.format('%,.2000000f', 1e300)",
		"def f = java.text.NumberFormat.instance; f.minimumFractionDigits = 2000000000; f.format(1)",
		"def b = new StringBuilder('x'); while (true) b.append(b)",
		"def b = new StringBuilder(); while (true) b.leftPad(100000)",
		"def l = []; while (true) l << 'x' * 1000",
		"def l = []; def s = 'x ' * 1000; while (true) l << s.tokenize()",
		"def l = []; def s = 'x' * 1000; while (true) l << (s =~ /(x)(x)/)",
		"def l = []; while (true) l << new StringReader('x')",
		"def l = []; while (true) l << UUID.randomUUID()",
		"def l = []; while (true) l << new java.text.DecimalFormat('0')",
		"def l = []; while (true) l << Optional.of(1)",
		"def l = []; while (true) l << new Expando(a: 1)",
		"def l = []; while (true) l << ({ it } >> { it })",
		"def l = []; while (true) l << [1].iterator().take(1)",
		"def l = []; while (true) l << [:]",
		"def l = []; while (true) l << (1..5)",
		"def l = []; while (true) l << new Node(null, 'a')",
		"def l = []; while (true) l << new groovy.xml.MarkupBuilder(new StringWriter())",
		"class A { }\ndef l = []; while (true) l << new A()",
		"def l = []; def i = 0.5; while (true) l << (i += 1)",
		"def i = 0; while (true) { binding.setVariable(\"a${i++}\", 1) }",
		"def f = { it }.memoize(); def i = 0; while (true) f(i++)",
		"while (true) { ('x' * 100000).bytes }",
		"def l = []; def s = 'x' * 100000; while (true) l << s.bytes",
	},
	"collections": {
		"def l = [1]; while (true) l += l",
		"def b = new BitSet(); b.set(0, 50000000); b.toString()",
		"def b = new BitSet(); b.set(0, 50000000); b.stream().toList()",
		"def b = new BitSet(); b.set(50000000); while (true) b.nextSetBit(0)",
		"def b = new BitSet(); b.set(50000000); def l = []; while (true) l << b.toLongArray()",
		"def b = new BitSet(); b.set(50000000); while (true) b.intersects(b)",
		"def a = new double[10000]; def l = []; while (true) l << java.util.stream.DoubleStream.of(a)",
		"def d = new ArrayDeque((1..2000).toList()); def l = []; while (true) l << d.descendingIterator()",
		"def c = new ConfigObject(); 1000.times { c[\"k$it\"] = it }; c.toProperties('x' * 1000000)",
		"def f = new java.text.ChoiceFormat((0..2000).collect { \"$it#x\" }.join('|')); def l = []; while (true) { l << f.limits << f.formats }",
		"def l = [1]; while (true) l = [l, l].flatten()",
		"def l = [1]; while (true) l.leftShift(1)",
		"def l = new Stack(); while (true) l.push(1)",
		"def l = [1]; l[2147483646..2147483647] = [1]",
		"[0] * 2147483647",
		"new int[10][10][10][10][10][10][10][10][10]",
		"Arrays.copyOfRange([1] as int[], 0, 2147483647)",
		"(1..2147483647).collect { it }",
		"(1..2147483647) + 1",
		"(1..2147483647).hashCode()",
		"(1..2147483647).indexed()",
		"(1..2147483647).take(2147483646)",
		"(1..2147483647) == (1..2147483646)",
		"(0.5..2147483647.5)",
		"(1..40).toList().subsequences()",
		"def l = (1..1000).toList(); while (true) l = l.collate(1, 1)*.plus(l).flatten()",
		"(1..100000).toList().tails()",
		"new HashMap(2147483647).put(1, 2)",
		"new PriorityQueue(2147483647)",
		"def m = [:]; def i = 0; while (true) m.merge(i++, 1) { a, b -> a }",
		"def l = [].withEagerDefault { it }; l[2147483646]",
		"BigInteger.ONE.flipBit(2000000000)",
		"def l = (1..30000).toList(); l.removeAll(l.clone())",
		"java.util.stream.Stream.iterate(1) { it + 1 }.collect(java.util.stream.Collectors.toList())",
		"java.util.stream.Stream.iterate(1) { it + 1 }.toArray()",
		"def i = [hasNext: { true }, next: { 1 }] as Iterator; i.collect { it }",
		"def i = [hasNext: { true }, next: { 1 }] as Iterator; [*i]",
		"def i = [hasNext: { true }, next: { 1 }] as Iterator; i.groupBy { it }",
		"class A implements Iterable { Iterator iterator() { [hasNext: { true }, next: { 1 }] as Iterator } }\n[1].plus(new A())",
		"def a = [1] as Object[]; while (true) a = a + a",
		"def x = [[]]; while (true) { x = [x, x, x] ; x.flatten() }",
		"def x = [1]; 60.times { x = [x, x] }\ngroovy.json.JsonOutput.toJson(x)",
		"def x = [a: 1]; 60.times { x = [a: x, b: x] }\nx.toString()",
	},
	"numbers": {
		"2 ** 2147483647",
		"10G.pow(2147483647)",
		"def x = 3G; while (true) x *= 3",
		"1G.shiftLeft(2147483647)",
		"1G.shiftLeft(100000).shiftLeft(100000000)",
		"1e2147483647.toBigInteger()",
		"1e999999999 + 1",
		"1e999999999.longValue()",
		"1e999999999.intdiv(7)",
		"1e999999999.setScale(0)",
		"1e999999999.hashCode()",
		"new BigDecimal('1e999999999').stripTrailingZeros().toPlainString()",
		"(1.0 as BigDecimal).divide(7, new java.math.MathContext(2000000000))",
		"('9' * 1000000).toBigInteger()",
		"def x = 10G ** 99990; while (true) x = (x * x) % (x - 1)",
		"def x = 10G ** 99990; def l = []; while (true) l << x.toString()",
		"def x = 10G ** 99990; while (true) x + x",
		"def x = 10G ** 99990; while (true) x.or(1)",
		"def x = 10G ** 99990; while (true) x == x + 1",
		"def x = 10G ** 99990; while (true) x.bitCount()",
		"def x = 10G ** 9990; while (true) x.gcd(x - 1)",
		"(2G ** 20000 + 1).nextProbablePrime()",
		"def x = 10G ** 99990; while (true) x.sqrt()",
		"def x = 10G ** 99990; while (true) x.toDouble()",
		"def x = 1.0 / 3; while (true) x = x.multiply(x)",
		"def x = 10.0 ** 50000; while (true) x.divide(3, 50000, 1)",
		"def x = 1G; for (i in 1..100000000) x *= i",
		"Integer.toString(1, 2) * 1000000000",
		"Math.pow(2, 2) * 1G ** 1000000000",
		"new BigDecimal(new BigInteger('1'), -2147483647).toBigInteger()",
		"BigDecimal.valueOf(1, -2147483648).toBigInteger()",
		"1.0.scaleByPowerOfTen(2147483647).toPlainString()",
		"def l = []; def x = 3.5 ** 1000; while (true) l << x * 3.5",
		"def l = []; def x = 3G ** 1000; while (true) l << x.toString()",
		"def x = 10G ** 9990; def l = []; while (true) l << x.negate()",
		"def x = 10G ** 9990; while (true) -x",
		"def x = 3.5 ** 1000; def l = []; while (true) l << x.negate()",
		"def x = 10G ** 9990; def l = []; while (true) l << x.toString()",
		"def x = 10.5 ** 2000; def l = []; while (true) l << x.toString()",
		"def x = 3G ** 1000; def l = []; while (true) l << x.abs().negate()",
		"def x = 10.5 ** 2000; def l = []; while (true) l << x.setScale(1000, 0)",
		"def x = 3G ** 1000; def l = []; while (true) l << \"$x\".toString()",
		"def x = 3G ** 1000; def l = []; while (true) l << (x as BigDecimal)",
		"def x = 3G ** 1000; def l = []; while (true) l << x.toByteArray()",
		"def x = 3G ** 1000; def l = []; while (true) l << -x",
		"def x = 3G ** 1000; def l = []; while (true) l << ~x",
		"def x = 3G ** 1000; def l = []; while (true) l << (x as String)",
	},
	"patterns": {
		"('a' * 50) ==~ /(a+)+b/",
		"('a' * 50) =~ /(a|a)*$b/",
		"('x' * 100000).matches('(.*)(.*)(.*)(.*)(.*)[^x]')",
		"('x' * 100000).findAll(/(x+x+)+y/)",
		"('x' * 100000).replaceFirst(/(x+x+)+y/, '')",
		"['x' * 100000].grep(~/(x+x+)+y/)",
		"('ab' * 5000) ==~ /(?:(a)|b)*\\1c/",
		"'a' ==~ /(a{1000}){1000}{1000}/",
		"'a' ==~ 'a?' * 100000 + 'a' * 100000",
		"('a' * 10000) =~ /(?=(a+))\\1+b/ ? 1 : 0",
		"while (true) { 'abc' ==~ /a.c/ }",
		"def m = ('a' * 100000) =~ /a/; while (true) { m.reset(); while (m.find()) ; }",
		"(('a' * 1000000) =~ /./).collect { it }",
		"('a' * 100000).replaceAll(/(a)/, '$1' * 100000)",
		"('a' * 1000000).split('(?=a)')",
		"('a' * 1000000).eachLine { }; ('a\\n' * 1000000).readLines()",
		"('a,' * 1000000).split(',')",
		"new StringTokenizer('a ' * 1000000).toList()",
	},
	"documents": {
		"new groovy.json.JsonSlurper().parseText('[' + '1,' * 5000000 + '1]')",
		"new groovy.json.JsonSlurper().parseText('[' + '[],' * 3000000 + '1]')",
		"def t = '[' + '1,' * 1000 + '1]'; def l = []; while (true) l << new groovy.json.JsonSlurper().parseText(t)",
		"new groovy.json.JsonSlurper().parseText('\"' + 'x' * 50000000 + '\"')",
		"def t = '[1,2,{\"a\":3}]'; while (true) new groovy.json.JsonSlurper().parseText(t)",
		"def t = '{\"a\":' * 500 + '1' + '}' * 500; while (true) groovy.json.JsonOutput.prettyPrint(t)",
		"def t = [1] * 100000; def l = []; while (true) l << groovy.json.JsonOutput.toJson(t)",
		"def w = new StringWriter(); def b = new groovy.json.StreamingJsonBuilder(w); while (true) b.x { y 1 }",
		"new XmlParser().parseText('<a>' + '<b/>' * 3000000 + '</a>')",
		"new XmlSlurper().parseText('<a ' + (1..300000).collect { \"a$it='1'\" }.join(' ') + '/>')",
		"def x = new XmlSlurper().parseText('<a>' + '<b/>' * 1000 + '</a>'); while (true) x.b.findAll { true }.size()",
		"def x = new XmlSlurper().parseText('<a>' + '<b/>' * 1000 + '</a>'); while (true) x.b.size()",
		"def x = new XmlParser().parseText('<a>' + '<b/>' * 1000 + '</a>'); while (true) x.b.size()",
		"def x = new XmlParser().parseText('<a>' + '<b/>' * 1000 + '</a>'); while (true) groovy.xml.XmlUtil.serialize(x)",
		"def x = new Node(null, 'a'); while (true) { x.append(x.clone()); groovy.xml.XmlUtil.serialize(x) }",
		"def n = new Node(null, 'a'); 60.times { def m = new Node(null, 'b'); m.append(n); m.append(n); n = m }\ngroovy.xml.XmlUtil.serialize(n)",
		"def n = new Node(null, 'a'); 60.times { def m = new Node(null, 'b'); m.append(n); m.append(n); n = m }\nn.toString()",
		"new groovy.xml.StreamingMarkupBuilder().bind { while (true) { a 'x' } }.toString()",
		"('QUFB' * 10000000).decodeBase64()",
		"URLDecoder.decode('%41' * 10000000, 'UTF-8')",
		"def d = java.security.MessageDigest.getInstance('SHA-256'); def b = ('x' * 100000).bytes; while (true) d.update(b)",
		"def b = ('x' * 100000).bytes; while (true) new String(b, 'UTF-8')",
		"def r = new StringReader('x' * 10000000); while (r.read() >= 0) { }",
		"new StringReader('x' * 10000000).text * 100",
	},
	"streams": {
		"java.util.stream.Stream.iterate(1, { true }, { it }).count()",
		"def s = [1].stream(); while (true) s = java.util.stream.Stream.concat(s, [1].stream())",
		"def s = [1].stream(); 100000.times { s = s.map { it } }; s.count(); s.toList()",
		"[1].stream().mapMulti { e, c -> while (true) c.accept(e) }.count()",
		"def f; f = { [1, 1].stream().flatMap(f) }; f().count()",
		"new Random(1).ints().filter { false }.findFirst()",
		"new Random(1).ints(Long.MAX_VALUE).sum()",
		"new Random(1).doubles().boxed().toList()",
		"def b = java.util.stream.IntStream.builder(); while (true) b.add(1)",
		"import java.util.stream.*\ndef c = Collectors.toList(); 100000.times { c = Collectors.mapping({ it }, c) }; [1].stream().collect(c)",
		"import java.util.stream.*\ndef c = Collectors.counting(); 40.times { c = Collectors.teeing(c, c, { a, b -> a }) }; [1].stream().collect(c)",
		"import java.util.stream.*\ndef c = Collectors.counting(); 100000.times { c = Collectors.groupingBy({ it }, c) }; [1].stream().collect(c)",
		"def j = new StringJoiner('x' * 1000); while (true) j.add('y')",
		"def j = new StringJoiner(','); j.add('x'); while (true) j.merge(j)",
		"def j = new StringJoiner(','); 1000.times { j.add('x' * 1000) }; while (true) j.length()",
		"def l = [1]; 100000.times { l = l.subList(0, 1) }; l.add(1)",
		"StreamSupport = java.util.stream.StreamSupport; def i = [hasNext: { true }, next: { 1 }] as Iterator; StreamSupport.stream(Spliterators.spliteratorUnknownSize(i, 0), false).count()",
	},
	"readers": {
		"def s = new Scanner('x ' * 100000); while (true) { s.hasNext(); s.hasNextInt() }",
		"new Scanner('x' * 100000).useDelimiter('').tokens().count()",
		"new Scanner('a' * 100000).useDelimiter('(a+)+b').next()",
		"new Scanner('9' * 1000000).nextBigInteger()",
		"new StringReader('é😀' * 1000000).transformChar(new StringWriter()) { it }",
		"def r = new StringReader('x\\n' * 1000000); r.splitEachLine('x') { }",
		"def p = new PushbackReader(new StringReader('x' * 1000000)); while (true) p.unread(p.read())",
		"def p = System.out; 100000.times { p = new PrintStream(p) }; p.println('x')",
		"def w = new StringWriter(); 100000.times { w = new PrintWriter(w) }; w.println('x')",
		"def f = new Formatter(); while (true) f.format('%1000s', 1)",
		"def o = new ByteArrayOutputStream(); o << 'x' * 1000; while (true) o.writeTo(o)",
	},
	"formats": {
		"import java.time.format.*\ndef f = DateTimeFormatter.ISO_DATE; while (true) f = new DateTimeFormatterBuilder().append(f).append(f).toFormatter()",
		"import java.time.format.*\ndef f = DateTimeFormatter.ISO_DATE; while (true) f = new DateTimeFormatterBuilder().appendOptional(f).toFormatter()",
		"import java.time.format.*\ndef b = new DateTimeFormatterBuilder(); while (true) b.optionalStart().appendLiteral('x')",
		"import java.time.format.*\ndef b = new DateTimeFormatterBuilder().padNext(2000000000); b.appendLiteral('x').toFormatter().format(java.time.LocalDate.now())",
		"import java.time.format.*\nimport java.time.temporal.ChronoField\nnew DateTimeFormatterBuilder().appendText(ChronoField.YEAR, (1..100000).collectEntries { [it as long, 'x' * it] })",
		"import java.time.*\ndef c = Clock.systemUTC(); while (true) c = Clock.offset(c, Duration.ofHours(1))",
		"import java.time.*\ndef c = Clock.systemUTC(); 100000.times { c = Clock.tick(c, Duration.ofSeconds(1)) }; c.instant(); c.toString(); c.hashCode(); c == c",
		"import java.time.*\ndef c = Clock.systemUTC(); 100000.times { c = c.withZone(ZoneId.of('UTC')) }; c.instant()",
		"import java.time.*\nLocalDate.MIN.datesUntil(LocalDate.MAX).count()",
		"import java.time.*\nLocalDate.MIN.datesUntil(LocalDate.MAX).toList()",
		"import java.time.*\nwhile (true) LocalDate.MIN.datesUntil(LocalDate.MAX, Period.ofDays(1)).limit(3).toList()",
		"import java.time.temporal.*\ndef d = java.time.LocalDate.now(); def a; a = TemporalAdjusters.ofDateAdjuster { it.with(a) }; d.with(a)",
		"def p = '{0}'; 30.times { p = '{0,choice,0#' + p.replace(\"'\", \"''\") + '}' }; java.text.MessageFormat.format(p, 1)",
		"java.text.MessageFormat.format('{0,choice,0#{0,choice,0#{0}}}' * 100000, 1)",
		"new java.text.MessageFormat('{2147483647}').formatsByArgumentIndex",
		"('a' * 100000).replaceAll('(x?)a', '$1' * 100000)",
		"while (true) try { new URI('x' * 10000, 'h', '/p', '\\n' * 100000, 'f') } catch (URISyntaxException e) { }",
		"def p = '\\t' * 50000, f = new java.text.DecimalFormat('0'); while (true) f.applyPattern(p)",
		"def u = new URI('http://a/' + 'b/../' * 10000); while (true) u.relativize(u)",
		"def u = new URI('http://a/' + 'b/' * 50000), l = []; while (true) l << u.normalize()",
		"def s = 'x' * 1000000, l = []; while (true) try { s.toInteger() } catch (e) { l << e }",
		"def s = 'x' * 1000000, l = []; while (true) try { 1.foo(s) } catch (e) { l << e }",
		"def s = 'x' * 1000000, l = []; while (true) l << new MissingMethodException(s, String, [s] as Object[])",
		"def s = 'x' * 1000000, l = []; while (true) try { assert s == 1 } catch (Error e) { l << e }",
		"def s = 'x' * 1000000, l = []; while (true) try { (Integer) s } catch (Exception e) { l << e }",
		"def m = 'a' * 100000 =~ /(x?)a/, b = new StringBuffer(); while (m.find()) m.appendReplacement(b, '${' + 'n' * 100000)",
		"def s = new Scanner('x' * 1000000); while (true) s.findInLine(~/y/)",
		"def s = new Scanner('é' * 1000000); while (true) s.findWithinHorizon(~/y/, 999999)",
		"new java.text.MessageFormat('{2147483647}').parse('x')",
		"new java.text.ChoiceFormat((0..100000).collect { \"$it#x\" }.join('|')).toPattern()",
		"import java.text.Normalizer\ndef s = '\\uFDFA' * 1000; while (true) s = Normalizer.normalize(s, Normalizer.Form.NFKD) * 2",
		"import java.text.Normalizer\ndef s = 'e' + '\\u0301\\u0323' * 1000000; Normalizer.normalize(s, Normalizer.Form.NFC)",
	},
	"output": {
		"while (true) println 'x'",
		"while (true) System.out.println('x')",
		"while (true) System.out << 'x'",
		"while (true) out.println('x')",
		"while (true) System.out.append('x')",
		"println 'x' * 100000",
		"def w = new PrintWriter(System.out); while (true) w.println('x')",
		"while (true) new groovy.xml.MarkupBuilder().a()",
		"while (true) { 1.with { println it } }",
		"class A { String toString() { println 'x' * 1000; 'x' } }\nwhile (true) println new A()",
	},
}

// TestHostileScripts runs one script after the other, since it measures what
// each takes.
func TestHostileScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time and memory, which the race detector multiplies")
	}
	// Whatever goes wrong here must not take the machine's memory with it.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(2 << 30))
	for topic, list := range hostile {
		t.Run(topic, func(t *testing.T) {
			for _, src := range list {
				held := heldBy(func() { evade(t, src) })
				if held > heapFactor*uint64(fuzzed.Memory) {
					t.Errorf("%s\nholds %d MB", src, held>>20)
				}
			}
		})
	}
}

// hostileTime is what a script may take of the processors: the steps allowed
// take a fraction of a second, so what needs five is not counted by them.
const hostileTime = 5 * time.Second

func evade(t *testing.T, src string) {
	t.Helper()
	s, err := groovy.Compile("hostile.groovy", src, nil)
	if err != nil {
		t.Errorf("%s\ndoes not compile: %.300v", src, err)
		return
	}
	var out bytes.Buffer
	// What is not counted by steps must end some time on the busiest machine.
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	start := processorTime(t)
	v, err := s.Run(ctx, &groovy.Env{Limits: fuzzed, Stdout: &out})
	took := processorTime(t) - start
	var run *groovy.RunError
	var limit *groovy.LimitError
	switch {
	case errors.Is(err, context.DeadlineExceeded), took > hostileTime:
		t.Errorf("%s\ntook %v", src, took)
	case err == nil, errors.As(err, &run):
		t.Logf("%s\nended with %.100v, %.200v", src, v, err)
	case !errors.As(err, &limit):
		t.Errorf("%s\nended with %.2000v", src, err)
	}
	if bytes.Contains(out.Bytes(), []byte("caught")) {
		t.Errorf("%s\nthe script caught the limit", src)
	}
	if int64(out.Len()) > fuzzed.Output {
		t.Errorf("%s\nprinted %d bytes", src, out.Len())
	}
}
