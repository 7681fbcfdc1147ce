def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def i = { new ByteArrayInputStream('a,b\nüd,e'.getBytes('UTF-8')) }
tr('1') { def o = []; i().eachLine('UTF-8') { o << it }; o }
tr('2') { def o = []; i().eachLine('UTF-8', 3) { l, n -> o << "$n$l" }; o }
tr('3') { def o = []; i().splitEachLine(',', 'UTF-8') { o << it }; o }
tr('4') { def o = []; i().splitEachLine(',') { o << it.size() }; o }
tr('5') { i().readLines('UTF-8') }
tr('6') { i().newReader('UTF-8').readLine() }
tr('7') { i().withReader('UTF-8') { it.text } }
tr('8') { i().withReader { it.readLine() } }
tr('9') { i().withStream { it.read() } }
tr('10') { def o = []; i().eachByte { o << it }; o }
tr('11') { def o = []; i().eachByte(4) { b, n -> o << "${b.toList()} $n" }; o }
tr('12') { def b = new byte[4]; def s = i(); [s.read(b), b.toList(), s.read(b, 1, 2), b.toList(), s.available()] }
tr('13') { def s = i(); s.skip(2); s.text }
tr('14') { def s = i(); s.mark(0); s.read(); s.read(); s.reset(); [s.read(), s.markSupported()] }
tr('15') { i().readNBytes(3).toList() }
tr('16') { def o = new ByteArrayOutputStream(); [i().transferTo(o), o.size()] }
tr('17') { i().filterLine('UTF-8') { it.contains('d') }.toString() }
tr('18') { def w = new StringWriter(); i().filterLine(w, 'UTF-8') { it.contains('a') }; w.toString() }
tr('19') { new ByteArrayInputStream('abcdef'.bytes, 2, 3).text }
tr('20') { def o = new ByteArrayOutputStream(); o.withWriter('UTF-8') { it << 'ü' }; o.toByteArray().toList() }
tr('21') { def o = new ByteArrayOutputStream(); o.withWriter { it.write('x') }; o.toString() }
tr('22') { def o = new ByteArrayOutputStream(); o.withPrintWriter { it.println('x') }; o.toString() }
tr('23') { def o = new ByteArrayOutputStream(); o.withStream { it.write(65) }; o.toString() }
tr('24') { def o = new ByteArrayOutputStream(); o << 'ab'; def p = new ByteArrayOutputStream(); o.writeTo(p); p.toString('UTF-8') }
tr('25') { def o = new ByteArrayOutputStream(); o.writeBytes('q'.bytes); def w = o.newWriter('UTF-8'); w.write('ü'); w.flush(); o.size() }
tr('26') { def o = new ByteArrayOutputStream(); o.bytes = 'zz'.bytes; o.toString() }
tr('27') { def o = new ByteArrayOutputStream(); o << i(); o.toString('UTF-8') }
tr('28') { def o = new ByteArrayOutputStream(); def p = new PrintStream(o); p.print('a'); p.println(1); p.printf('%s', 'x'); p.append('yz', 0, 1); p.write(66); p.flush(); o.toString() }
tr('29') { new ByteArrayOutputStream(-1) }
tr('30') { new InputStreamReader(i(), 'UTF-8').text }
tr('31') { def r = new InputStreamReader(i(), 'UTF-8'); [r.read(), r.encoding] }
tr('32') { new InputStreamReader(i(), 'nope') }
tr('33') { def s = i(); s.close(); s.read() }
tr('34') { i().getText('UTF-8').readLines() }
tr('35') { i().bytes.length }
tr('36') { def s = i(); s.readAllBytes().length + s.available() }
tr('37') { new String(i().readAllBytes(), 'UTF-8') }
tr('38') { new BufferedInputStream(i()).getText('UTF-8') }
tr('39') { new BufferedReader(new InputStreamReader(i(), java.nio.charset.StandardCharsets.UTF_8)).readLine() }
tr('43') { def f = new Formatter(); f.format('%d-%s', 1, 'a'); f.toString() }
tr('44') { def sb = new StringBuilder(); def f = new Formatter(sb, Locale.US); f.format('%.2f', 1.5); sb.toString() }
tr('46') { def c = new CharArrayWriter(); c.write('abc'); c.toCharArray().length + c.toString() }
tr('47') { new CharArrayReader('abc' as char[]).text }
tr('48') { def p = new PushbackReader(new StringReader('abc')); int c = p.read(); p.unread(c); p.text }
