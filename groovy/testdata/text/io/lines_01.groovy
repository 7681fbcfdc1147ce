
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
def p = new Properties()
t(1) { p.load(new StringReader('a=1\nb : two\n# c\n! d\nlong=x\\\n  y\nesc=\\u0041\\t\\n\nempty\nsp ace=v\nk\\ ey=v')) }
t(2) { new TreeMap(p) }
t(3) { p.getProperty('a') }
t(4) { p.getProperty('zz') }
t(5) { p.getProperty('zz', 'def') }
t(6) { p.a }
t(7) { p['a'] }
t(8) { p.setProperty('n', 'v') }
t(9) { p.stringPropertyNames().sort() }
t(10) { p.propertyNames().toList().sort() }
t(11) { p.size() }
t(12) { p.containsKey('a') }
t(14) { new Properties([a: '1'] as Properties).getProperty('a') }
t(15) { def w = new StringWriter(); def q = new Properties(); q.k = 'v e'; q.store(w, 'hi'); w.toString().readLines().findAll { !it.startsWith('#') } }
t(16) { def w = new StringWriter(); def q = new Properties(); q.setProperty(' k:e', 'a=b\té\n'); q.store(w, null); w.toString().readLines().drop(1) }
t(17) { p.each { k, v -> } }
t(18) { p.collect { it.key }.size() }
t(19) { p.getClass() }
t(20) { p.putAll([z: 'y']) }
t(21) { p.load('bad') }
t(22) { def sw = new StringWriter(); sw << 'a' << 5; sw.write('x'); sw.append('c'); sw.print('z'); sw.toString() }
t(23) { def sw = new StringWriter(); def pw = new PrintWriter(sw); pw.println('x'); pw.print(5); pw.printf('%d', 5); pw.flush(); sw.toString() }
t(24) { def sw = new StringWriter(); sw.withPrintWriter { it.println 'a' }; sw.toString() }
t(25) { new StringWriter().buffer.class }
t(26) { new StringReader('a\nb').readLines() }
t(27) { new StringReader('a\nb').text }
t(28) { new StringReader('abc').read() }
t(30) { new StringReader('a\nb').readLine() }
t(31) { new BufferedReader(new StringReader('a\nb')).readLine() }
t(33) { new BufferedReader(new StringReader('a\nb')).readLines() }
t(34) { new StringReader('a\nb').withReader { it.readLine() } }
t(35) { new BufferedReader(new StringReader('a\nb')).with { r -> def o = []; def l; while ((l = r.readLine()) != null) o << l; o } }
t(42) { def s = new Scanner('1 two 3.5\nline two'); [s.nextInt(), s.next(), s.nextDouble(), s.nextLine(), s.nextLine(), s.hasNext()] }
t(44) { new Scanner('x').nextInt() }
t(45) { new Scanner('').next() }
t(46) { new Scanner('').nextLine() }
t(47) { def s = new Scanner('5 6'); def t = 0; while (s.hasNextInt()) t += s.nextInt(); t }
t(48) { new StringTokenizer('a b c').countTokens() }
t(49) { new StringTokenizer('a,b', ',').toList() }
t(50) { new StringTokenizer('a,b', ',', true).collect { it } }
t(51) { def st = new StringTokenizer('a b'); def o = []; while (st.hasMoreTokens()) o << st.nextToken(); o }
t(53) { new ByteArrayInputStream('abc'.bytes).text }
t(54) { new ByteArrayInputStream('a\nb'.bytes).readLines() }
t(55) { new InputStreamReader(new ByteArrayInputStream('abc'.bytes)).text }
t(57) { new ByteArrayInputStream('abc'.bytes).bytes }
t(58) { System.getProperty('line.separator') }
t(59) { System.lineSeparator() }
t(60) { new StringWriter().with { w -> w.println 'x'; w.toString() } }
t(62) { use(groovy.time.TimeCategory) { 3.days } }
t(63) { use(groovy.time.TimeCategory) { 2.hours + 5.minutes } }
t(64) { use(groovy.time.TimeCategory) { 1.week } }
t(65) { use(groovy.time.TimeCategory) { 3.months + 2.days } }
t(66) { use(groovy.time.TimeCategory) { 1.year - 1.month } }
t(67) { use(groovy.time.TimeCategory) { new Date(0) + 1.day } }
t(68) { use(groovy.time.TimeCategory) { new Date(0) - 1.hour } }
t(69) { use(groovy.time.TimeCategory) { new Date(86400000L * 2 + 3661001L) - new Date(0) } }
t(70) { use(groovy.time.TimeCategory) { (new Date(86400000L * 2) - new Date(0)).days } }
t(71) { use(groovy.time.TimeCategory) { new Date(0) + 1.month + 2.weeks } }
t(72) { use(groovy.time.TimeCategory) { 90.minutes.toMilliseconds() } }
t(73) { use(groovy.time.TimeCategory) { 1.day.class } }
t(74) { use(groovy.time.TimeCategory) { 1.hour.class } }
t(75) { use(groovy.time.TimeCategory) { 1.month.class } }
t(76) { use(groovy.time.TimeCategory) { (1.month + 1.hour).class } }
t(77) { use(groovy.time.TimeCategory) { 5.seconds + 300.milliseconds } }
t(78) { use(groovy.time.TimeCategory) { 3.days.ago.class } }
t(81) { use(groovy.time.TimeCategory) { 1.day <=> 24.hours } }
t(82) { use(groovy.time.TimeCategory) { 1.day == 24.hours } }
t(83) { use(groovy.time.TimeCategory) { 2.days > 1.day } }
t(84) { use(groovy.time.TimeCategory) { 0.seconds } }
t(85) { use(groovy.time.TimeCategory) { -1.day } }
t(86) { use(groovy.time.TimeCategory) { 1.day.negative } }
t(87) { use(groovy.time.TimeCategory) { 36.hours } }
t(88) { use(groovy.time.TimeCategory) { 1.hour + 2.seconds - 3.minutes } }
t(89) { use(groovy.time.TimeCategory) { 1.hours.hours } }
t(90) { use(groovy.time.TimeCategory) { 1.day + 1.hour + 1.second } }
t(91) { use(groovy.time.TimeCategory) { Date d = new Date(0); d += 2.days; d } }
t(92) { new groovy.time.TimeDuration(1, 2, 3, 4) }
t(93) { new groovy.time.TimeDuration(5, 1, 2, 3, 4).toMilliseconds() }
t(94) { new groovy.time.Duration(1, 2, 3, 4, 5) }
t(95) { new groovy.time.DatumDependentDuration(1, 2, 3, 4, 5, 6, 7) }
t(96) { groovy.time.TimeCategory.minus(new Date(5000), new Date(0)) }
t(97) { 3.days }
