// Writes the tables of this folder from the real Java and Groovy:
//
//     cd testdata && groovy oracle.groovy
//
// They were made by Groovy 2.4.21 on OpenJDK 17. The random numbers have fixed
// seeds, so a second run gives the same files.
import java.math.MathContext
import java.math.RoundingMode

Locale.setDefault(Locale.US)

// A value carries its type as its last letter: b s i l (integers), g BigInteger,
// m BigDecimal, f float, d double; text is quoted, other things are as they print.
def show
show = { v ->
    switch (v) {
        case null: return 'null'
        case Byte: return v + 'b'
        case Short: return v + 's'
        case Integer: return v + 'i'
        case Long: return v + 'l'
        case BigInteger: return v + 'g'
        case BigDecimal: return v + 'm'
        case Float: return v + 'f'
        case Double: return v + 'd'
        case CharSequence: return quote(v.toString())
        case List: return v.collect { show(it) }.join(' ')
        default: return v.toString()
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

def rnd = new Random(20240511)
def digits = { int n ->
    def b = new StringBuilder()
    n.times { b << rnd.nextInt(10) }
    return b.toString()
}
def decimal = {
    int kind = rnd.nextInt(12)
    int prec = kind < 5 ? 1 + rnd.nextInt(5) : kind < 9 ? 1 + rnd.nextInt(19) : 1 + rnd.nextInt(45)
    int scale = kind % 3 == 0 ? rnd.nextInt(4) : kind % 3 == 1 ? rnd.nextInt(30) - 12 : rnd.nextInt(8)
    def u = new BigInteger(digits(prec))
    if (rnd.nextInt(5) == 0) u = u * 10G.pow(rnd.nextInt(5))
    if (rnd.nextBoolean()) u = -u
    return new BigDecimal(u, scale)
}
def specials = ['0', '0.00', '0E+3', '1', '-1', '10', '0.1', '-0.1', '0.5', '1.5', '2.5', '-2.5', '3', '7', '1E+5', '1E-5', '100.00', '9223372036854775807',
    '-9223372036854775808', '9223372036854775808', '2147483647', '-2147483648', '9007199254740993', '1E+20', '1E-20', '99999.5', '0.05', '64', '1024', '625', '1E-7', '123E-9'].collect { new BigDecimal(it) }
def pick = { rnd.nextInt(4) == 0 ? specials[rnd.nextInt(specials.size())] : decimal() }
def modes = RoundingMode.values() as List
// the compiler keeps one constant for 0d and -0d, so the literal is no use here
def minusZero = Double.longBitsToDouble(Long.MIN_VALUE)

// ---- Groovy's division ------------------------------------------------------
write('divide.tsv') { line ->
    def div = { a, b -> a / b }
    specials.each { a -> specials.each { b -> line(a, b, attempt { div(a, b) }) } }
    2000.times { def a = pick(), b = pick(); line(a, b, attempt { div(a, b) }) }
}

// ---- BigDecimal ---------------------------------------------------------------
write('decimal.tsv') { line ->
    def two = [add: { a, b -> a.add(b) }, subtract: { a, b -> a.subtract(b) }, multiply: { a, b -> a.multiply(b) },
        divide: { a, b -> a.divide(b) }, divideToIntegralValue: { a, b -> a.divideToIntegralValue(b) }, remainder: { a, b -> a.remainder(b) },
        compareTo: { a, b -> a.compareTo(b) }, equals: { a, b -> a.equals(b) }, min: { a, b -> a.min(b) }, max: { a, b -> a.max(b) }]
    def one = [precision: { it.precision() }, scale: { it.scale() }, signum: { it.signum() }, unscaledValue: { it.unscaledValue() }, negate: { it.negate() },
        abs: { it.abs() }, stripTrailingZeros: { it.stripTrailingZeros() }, hashCode: { it.hashCode() }, toPlainString: { it.toPlainString() },
        toEngineeringString: { it.toEngineeringString() }, toString: { it.toString() }, intValue: { it.intValue() }, longValue: { it.longValue() },
        shortValue: { it.shortValue() }, byteValue: { it.byteValue() },
        doubleValue: { it.doubleValue() }, floatValue: { it.floatValue() }, toBigInteger: { it.toBigInteger() }, ulp: { it.ulp() },
        intValueExact: { it.intValueExact() }, longValueExact: { it.longValueExact() }, toBigIntegerExact: { it.toBigIntegerExact() }]
    def values = specials + (1..150).collect { decimal() }
    values.each { a -> one.each { name, f -> line(name, a, attempt { f(a) }) } }
    two.each { name, f ->
        specials.each { a -> 6.times { def b = pick(); line(name, a, b, attempt { f(a, b) }) } }
        220.times { def a = pick(), b = rnd.nextInt(8) == 0 ? new BigDecimal(a.unscaledValue() * 10, a.scale() + 1) : pick(); line(name, a, b, attempt { f(a, b) }) }
    }
    700.times { def a = pick(), b = pick(); int s = rnd.nextInt(24) - 6; def m = modes[rnd.nextInt(modes.size())]; line('divideScale', a, b, s, m, attempt { a.divide(b, s, m) }) }
    500.times { def a = pick(), b = pick(); int p = rnd.nextInt(25); def m = modes[rnd.nextInt(modes.size())]; line('divideContext', a, b, p, m, attempt { a.divide(b, new MathContext(p, m)) }) }
    700.times { def a = pick(); int s = rnd.nextInt(24) - 8; def m = modes[rnd.nextInt(modes.size())]; line('setScale', a, s, m, attempt { a.setScale(s, m) }) }
    modes.each { m -> ['5.5', '2.5', '1.6', '1.1', '1.0', '-1.0', '-1.1', '-1.6', '-2.5', '-5.5', '0.5', '-0.5', '0.4', '1.51'].each { a -> line('setScale', a, 0, m, attempt { new BigDecimal(a).setScale(0, m) }) } }
    500.times { def a = pick(); int p = rnd.nextInt(22); def m = modes[rnd.nextInt(modes.size())]; line('round', a, p, m, attempt { a.round(new MathContext(p, m)) }) }
    250.times { def a = pick(); int n = rnd.nextInt(26) - 3; line('pow', a, n, attempt { a.pow(n) }) }
    200.times { def a = pick(); int n = rnd.nextInt(40) - 10, p = rnd.nextInt(20); def m = modes[rnd.nextInt(modes.size() - 1)]; line('powContext', a, n, p, m, attempt { a.pow(n, new MathContext(p, m)) }) }
    150.times { def a = pick(); int n = rnd.nextInt(30) - 15; line('movePointLeft', a, n, attempt { a.movePointLeft(n) }); line('movePointRight', a, n, attempt { a.movePointRight(n) }); line('scaleByPowerOfTen', a, n, attempt { a.scaleByPowerOfTen(n) }) }
    // the ends of the scale
    def far = ['1E+2147483647', '1E-2147483647', '12E-2147483647', '1E+2147483640', '0E+2147483647', '0E-2147483647', '1E+300', '1E-400', '1E+20'].collect { new BigDecimal(it) }
    far.each { a -> far.each { b ->
        ['multiply', 'compareTo', 'equals', 'divideToIntegralValue'].each { n -> if (n != 'divideToIntegralValue' || (long) a.scale() - b.scale() > -1000) line(n, a, b, attempt { two[n](a, b) }) }
    } }
    far.each { a -> ['precision', 'scale', 'signum', 'hashCode', 'toString', 'toEngineeringString', 'negate', 'intValue', 'longValue', 'doubleValue', 'floatValue', 'ulp', 'stripTrailingZeros'].each { n -> line(n, a, attempt { one[n](a) }) } }
    far.each { a -> [1, -1, 100, 2147483647, -2147483647].each { n -> line('scaleByPowerOfTen', a, n, attempt { a.scaleByPowerOfTen(n) }); if (a.scale() > 0 && n > 0) line('movePointLeft', a, n, attempt { a.movePointLeft(n) }) } }
}

// ---- reading numbers ----------------------------------------------------------
write('parse.tsv') { line ->
    def texts = ['', ' ', '0', '-0', '+0', '00', '1', '-1', '+1', '--1', '+-1', '1-', '1+', '-', '+', '12a', 'a12', 'abc', '1.', '.1', '.', '1.5', '-1.5', '+1.5', '1..5', '1.2.3', '1e5', '1E5', '1e+5', '1e-5',
        '1e', '1e+', '1e5.0', 'e5', '.e5', '1.e5', ' 1', '1 ', ' 1 ', '\t1\n', '1_000', '1,000', '0x10', '0X1F', '#10', '010', '1f', '1d', '1F', '1D', '1L', '1g', '1.5f', '1.5ff', 'NaN', '+NaN', '-NaN', 'Infinity', '-Infinity',
        '+Infinity', 'infinity', 'nan', 'INF', '0x1p3', '0x1.8p1', '0x.8p0', '0x1p', '0xp1', '0x1.p1', '0x1', '-0x1.fffffffffffffp1023', '0x1p-1074', '0x1p-1075', '0x1.8p-1075', '0x1P+4f', '2147483647', '2147483648', '-2147483648', '-2147483649', '9223372036854775807', '9223372036854775808',
        '-9223372036854775808', '-9223372036854775809', '127', '128', '-128', '-129', '32767', '32768', '255', '99999999999999999999999', '1e400', '-1e400', '1e-400', '4.9e-324', '2.4e-324', '2.5e-324', '1.7976931348623157e308',
        '1.7976931348623159e308', '0.1', '123456789012345678901234567890', '1E+2147483647', '1E+2147483648', '1E-2147483647', '1E-2147483648', '1E-2147483649', '1E99999999999', '1E+00000000000005', '1E0000000000', '1E4294967296', '1e12345678901',
        '0E-2147483648', '10E-2147483648', '0.1E-2147483647', '1.0E+2147483647', '10E2147483647', 'z', 'Z', 'zz', '7f', 'ff', 'FF', '-ff', '-80000000', '80000000', '7fffffff', '1010', '102', 'null', 'true', "1'000", '1\u00a0', '\u0661\u0662', '\uff11\uff12', '\uff21', '\u0967.\u0968',
        '1\u0000', '\u22121', '\u00bd', '\u2160', '000000000000000000000000000000001', '-000', '0000000009223372036854775808', '123456789-123', '1234567890123-1', '12345678901234567890x123', '1234567890x12345678', '+ 1', '1e 5', '1 e5', '0.0', '0.00', '-0.0', '0e10', '0e-10', '00.10', '1234567890.1234567890',
        '999999999999999999', '9999999999999999999', '-9223372036854775808.5', '0.000000000000000000000000001', '1e1e1', '1ee1', '1.5e1.5', '--', '-+', '..', 'E', 'e', '1e-', '-e1', '-.5', '+.5', '-.', '5.e', '1e5f', '1e5d', '.5f', 'f', 'd', '1.0e', '1.7e+', '+.e', '  ', '1\u2003', '\u2003' + '1']
    def gen = new Random(7)
    def alphabet = '0123456789012345678901234567890123456789..--++eExXaAfFgG \u0663'
    300.times { def b = new StringBuilder(); (1 + gen.nextInt(12)).times { b << alphabet[gen.nextInt(alphabet.size())] }; texts << b.toString() }
    300.times { def b = new StringBuilder(); if (gen.nextInt(3) == 0) b << '-'; (1 + gen.nextInt(22)).times { b << gen.nextInt(10) }; if (gen.nextBoolean()) { b << '.'; gen.nextInt(22).times { b << gen.nextInt(10) } }; if (gen.nextInt(3) == 0) b << 'e' << (gen.nextInt(700) - 350); texts << b.toString() }
    texts = texts.unique()
    texts.each { s ->
        line('decimal', 10, quote(s), attempt { new BigDecimal(s) })
        line('double', 10, quote(s), attempt { Double.parseDouble(s) })
        line('float', 10, quote(s), attempt { Float.parseFloat(s) })
        line('int', 10, quote(s), attempt { Integer.parseInt(s, 10) })
        line('bigint', 10, quote(s), attempt { new BigInteger(s, 10) })
        if (s.size() < 12) line('long', 10, quote(s), attempt { Long.parseLong(s, 10) })
        if (s.size() < 7) { line('short', 10, quote(s), attempt { Short.parseShort(s, 10) }); line('byte', 10, quote(s), attempt { Byte.parseByte(s, 10) }) }
    }
    texts.findAll { it.size() < 30 && !it.contains('.') }.take(260).each { s -> [2, 7, 16, 36].each { r ->
        line('int', r, quote(s), attempt { Integer.parseInt(s, r) })
        line('long', r, quote(s), attempt { Long.parseLong(s, r) })
        line('bigint', r, quote(s), attempt { new BigInteger(s, r) })
    } }
    [-1, 0, 1, 37].each { r -> ['1', '', 'x'].each { s -> line('int', r, quote(s), attempt { Integer.parseInt(s, r) }); line('long', r, quote(s), attempt { Long.parseLong(s, r) }); line('bigint', r, quote(s), attempt { new BigInteger(s, r) }) } }
    [2, 7, 16, 36].each { r -> ['300', '-1', '1010', 'zz', '10000', '-10000', '7f', '80'].each { s -> line('byte', r, quote(s), attempt { Byte.parseByte(s, r) }); line('short', r, quote(s), attempt { Short.parseShort(s, r) }) } }
    // what Groovy's toInteger, decode and friends say
    ['10', '0x10', '-0x10', '#ff', '010', '-010', '0', '', '-', '0x', '0x-1', '--1', '-#5', '09', '0x100000000', '-0x80000000', '0x80000000', '2147483648', '+7', '+0x7'].each { s ->
        line('decodeInt', 10, quote(s), attempt { Integer.decode(s) })
        line('decodeLong', 10, quote(s), attempt { Long.decode(s) })
    }
    ['int': { Integer.parseInt(null) }, 'long': { Long.parseLong(null) }, 'double': { Double.parseDouble(null) }, 'float': { Float.parseFloat(null) }, 'byte': { Byte.parseByte(null) }, 'short': { Short.parseShort(null) },
     'bigint': { new BigInteger((String) null) }, 'decimal': { new BigDecimal((String) null) }].each { k, c -> line(k, 10, 'null', attempt(c)) }
}

// ---- double and float -----------------------------------------------------------
write('float.tsv') { line ->
    def gen = new Random(11)
    def ds = [0d, minusZero, 1d, -1d, 0.1d, 0.5d, 1.5d, 2.5d, -0.5d, -1.5d, -2.5d, 0.49999999999999994d, -0.49999999999999994d, 4503599627370497.5d, 4503599627370495.5d, 1e7d, 9999999d, 1e-3d, 9.999e-4d, 1e23d, 2e23d, 8.41e21d, 2e-3d, 1e21d, 1e22d, 123456789d, 12345678.9d,
        Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 2.2250738585072014E-308d, 2.225073858507201E-308d, 1e-323d, 2e-323d, 1.5e-323d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2147483647d, 2147483648d, -2147483648d, -2147483649d, 9.223372036854775807E18d, -9.223372036854775808E18d, 1e19d, 1e300d,
        9007199254740992d, 9007199254740993d, 1.0E10d, 100d, 1e5d, 3.14159d, 2d**-1022, 2d**1023, 2d**60, 2d**70, 255.5d, 256.5d, 32768d, 65536.7d, 1/3d, 2/3d] as List
    500.times { ds << Double.longBitsToDouble(gen.nextLong()) }
    400.times { ds << (gen.nextInt(2000000) - 1000000) / (10d ** gen.nextInt(8)) }
    200.times { ds << gen.nextGaussian() * (10d ** (gen.nextInt(30) - 10)) }
    100.times { ds << gen.nextInt(1000) + 0.5d }
    100.times { ds << Math.scalb(1d, gen.nextInt(2000) - 1000) }
    ds.each { double d ->
        line('double', Long.toHexString(Double.doubleToRawLongBits(d)), Double.toString(d), (int) d, (long) d, (byte) d, (short) d, (int) (char) d, Math.round(d), Math.floor(d), Math.ceil(d), Math.rint(d), Double.hashCode(d), Float.toString((float) d), Double.toHexString(d),
            attempt { new BigDecimal(d) }, attempt { BigDecimal.valueOf(d) })
    }
    def fs = [0f, (float) minusZero, 1f, 0.1f, 1e10f, 1e-5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.MIN_NORMAL, Float.NaN, Float.POSITIVE_INFINITY, 3.4e38f, 16777216f, 16777217f, 0.5f, 2.5f, -0.5f, 0.49999997f, 8388607.5f, 2147483648f, 1.1f, 3.3f, 1e7f, 9999999f, 1e-3f] as List
    300.times { fs << Float.intBitsToFloat(gen.nextInt()) }
    200.times { fs << (float) ((gen.nextInt(200000) - 100000) / (10d ** gen.nextInt(6))) }
    fs.each { float f -> line('float', Integer.toHexString(Float.floatToRawIntBits(f)), Float.toString(f), (int) f, (long) f, Math.round(f), Float.hashCode(f), attempt { new BigDecimal(Float.toString(f)) }) }
}

// ---- integers ---------------------------------------------------------------
write('integer.tsv') { line ->
    def gen = new Random(13)
    def is = [0, 1, -1, 7, 8, 255, 256, -128, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE] as List
    60.times { is << (gen.nextInt() >> gen.nextInt(31)) }
    is = is.collect { (int) it }
    is.each { int i -> line('int', i, Integer.toHexString(i), Integer.toBinaryString(i), Integer.toOctalString(i), Integer.toString(i, 36), Integer.toString(i, 7), Integer.toString(i, 99), Integer.toUnsignedString(i)) }
    def ls = [0L, 1L, -1L, 255L, Long.MAX_VALUE, Long.MIN_VALUE, 4294967296L, -4294967296L] as List
    60.times { ls << (gen.nextLong() >> gen.nextInt(63)) }
    ls.each { long i -> line('long', i, Long.toHexString(i), Long.toBinaryString(i), Long.toOctalString(i), Long.toString(i, 36), Long.toString(i, 7), Long.toString(i, 99), Long.toUnsignedString(i), Long.hashCode(i)) }
    def gs = [0G, 1G, -1G, 4294967295G, 4294967296G, -4294967296G, 2G**64, -(2G**64), 2G**63, -(2G**63), 2G**53 + 1, 2G**1023, 2G**1024, -(2G**1024), 10G**400] as List
    80.times { gs << new BigInteger(gen.nextInt(300), gen) * (gen.nextBoolean() ? 1 : -1) }
    gs.each { BigInteger g -> line('bigint', g, g.hashCode(), g.intValue(), g.longValue(), g.doubleValue(), g.floatValue(), g.toString(16), g.toString(36), g.toString(2), g.bitLength(), g.byteValue(), g.shortValue()) }
    // the digits of Character.digit in any alphabet
    int from = -1
    (0..0x1FFFF).each { int cp -> int d = Character.digit(cp, 36); if (d >= 0) line('digit', cp, d, Character.digit(cp, 10), Character.digit(cp, 2)) }
    (-1..36).each { d -> line('forDigit', d, (int) Character.forDigit(d, 36), (int) Character.forDigit(d, 10)) }
}

// ---- Groovy's operators on any two numbers -----------------------------------------
write('kernel.tsv') { line ->
    def ops = ['+': { x, y -> x + y }, '-': { x, y -> x - y }, '*': { x, y -> x * y }, '/': { x, y -> x / y }, '%': { x, y -> x % y }, 'intdiv': { x, y -> x.intdiv(y) },
        '**': { x, y -> x ** y }, '<=>': { x, y -> x <=> y }, '==': { x, y -> x == y }, '<': { x, y -> x < y }, 'equals': { x, y -> x.equals(y) }, '&': { x, y -> x & y }, '|': { x, y -> x | y }, '^': { x, y -> x ^ y },
        '<<': { x, y -> x << y }, '>>': { x, y -> x >> y }, '>>>': { x, y -> x >>> y }]
    def values = [0 as byte, 5 as byte, -128 as byte, 3 as short, -300 as short, 0, 1, -1, 2, -7, 33, Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, 3L, -5L, 40L, Long.MAX_VALUE, Long.MIN_VALUE, 0G, 4G, -6G, 2G**64, 10G**25 + 7,
        0.0, 2.5, -1.50, 3.00, 1E+3, 123456789012345678901.5, 0f, 1.1f, -2.5f, 3f, Float.NaN, 0d, minusZero, 0.5d, 2d, -3.7d, 1e300d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY]
    // equal messages are many: each is written once and called by its number
    def messages = [:]
    def rows = []
    def heavy = { a, n -> (a instanceof BigInteger || a instanceof BigDecimal || a instanceof Integer || a instanceof Long || a instanceof Short || a instanceof Byte) && !(a in [0, 1, -1]) && Math.abs((double) n) > 400 && !(n instanceof Double || n instanceof Float) }
    values.each { a -> values.each { b ->
        rows << [show(a), show(b)] + ops.collect { name, f ->
            if (name == '**' && heavy(a, b)) return '-'
            def r = attempt { f(a, b) }
            if (!r.startsWith('!')) return r
            if (!messages.containsKey(r)) messages[r] = messages.size()
            return '!' + messages[r]
        }
    } }
    line('messages', messages.size())
    messages.each { m, i -> line(m) }
    line('', '', ops.keySet().join('\t'))
    rows.each { line(*it) }
}
write('unary.tsv') { line ->
    def values = [0 as byte, 5 as byte, -128 as byte, 3 as short, -32768 as short, 0, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, -5L, Long.MAX_VALUE, Long.MIN_VALUE, 4G, -6G, 2G**64, 0.0, 2.5, -1.50, 1E+3, 1E-400, 1.1f, -2.5f, Float.NaN, 0d, minusZero, -3.7d, Double.NaN, Double.POSITIVE_INFINITY]
    def ops = ['-': { -it }, '+': { +it }, '~': { ~it }, 'next': { it.next() }, 'previous': { it.previous() }, 'abs': { it instanceof BigDecimal || it instanceof BigInteger ? it.abs() : it.abs() }, 'truth': { it ? true : false },
        'int': { it.intValue() }, 'long': { it.longValue() }, 'double': { it.doubleValue() }, 'float': { it.floatValue() }, 'byte': { it.byteValue() }, 'short': { it.shortValue() }, 'hashCode': { it.hashCode() }, 'toString': { it.toString() },
        'BigDecimal': { it as BigDecimal }, 'BigInteger': { it as BigInteger }, 'toBigDecimal': { it.toBigDecimal() }, 'toBigInteger': { it.toBigInteger() }, 'toInteger': { it.toInteger() }, 'toLong': { it.toLong() }, 'toDouble': { it.toDouble() }, 'asInteger': { it as Integer }, 'asLong': { it as Long }]
    values.each { a -> ops.each { name, f -> line(name, show(a), attempt { f(a) }) } }
}
write('math.tsv') { line ->
    def gen = new Random(19)
    def xs = [0d, minusZero, 1d, -1d, 2d, 10d, 100d, 1000d, 0.5d, 0.1d, 1e-300d, 1e300d, 710d, -745d, -746d, 709.78d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY] as List
    300.times { xs << (gen.nextInt(200000) - 100000) / 1000d }
    200.times { xs << 1 + gen.nextGaussian() * 1e-4d }
    100.times { xs << Math.scalb(1 + gen.nextDouble(), gen.nextInt(600) - 300) }
    xs.each { double x -> line(show(x), show(Math.exp(x)), show(Math.log(x)), show(Math.log10(x))) }
}
write('pow.tsv') { line ->
    def gen = new Random(17)
    def pow = { x, y -> x ** y }
    [[2 as byte, 40], [2, 40 as byte], [2 as byte, 40 as byte], [2 as short, 40], [2, 40 as short], [2L, 70 as byte], [2G, 70 as byte], [2G, 70L], [2G, -70L], [2G, 70G], [2.5, 3 as byte], [2.5, 3L], [2.5, 3G], [2f, 40], [2d, 40], [2d, 40L], [3, 40L], [3L, 40L], [3L, 40G], [3, 2G],
     [0, 0], [0G, 0], [0.0, 0], [0G, -1], [0.0, -1], [-2, 31], [-2, 32], [2, 31], [2, 30], [-2L, 63], [2L, 62], [2L, 63], [-3, -3], [10, -3], [10, -2], [1.5, -3], [2G, -2], [10G, -400], [2G, 0.5], [7.5, 0.5], [2G, 2.0], [2G, 2.5], [9, 0.5], [8, 1/3], [2L, 0.5], [1L, -1], [2, -2147483648], [1, 2147483647], [-1, 2147483647], [0, 2147483647]].each { a, b -> line(show(a), show(b), attempt { pow(a, b) }) }
    300.times { def a = gen.nextInt(200) - 100, b = gen.nextInt(24) - 4; line(show(a), show(b), attempt { pow(a, b) }); a = (long) a; line(show(a), show(b), attempt { pow(a, b) }); b = (long) b; line(show(a), show(b), attempt { pow(a, b) }) }
    400.times { double a = (gen.nextInt(20000) + 1) / 100d, b = (gen.nextInt(4000) - 2000) / 100d; line(show(a), show(b), attempt { pow(a, b) }) }
    200.times { double a = gen.nextInt(30) - 15, b = gen.nextInt(60) - 30; line(show(a), show(b), attempt { pow(a, b) }) }
    200.times { double a = 1 + gen.nextGaussian() * 1e-5d, b = gen.nextGaussian() * 1e6d; line(show(a), show(b), attempt { pow(a, b) }) }
    def odd = [0d, minusZero, 1d, -1d, 2d, -2d, 0.5d, -0.5d, 3d, 1e-310d, 1e300d, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY]
    odd.each { a -> odd.each { b -> line(show(a), show(b), attempt { pow(a, b) }) } }
}
