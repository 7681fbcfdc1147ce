def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
def r = { new StringReader('a,b;c\nd,e;f\r\ng') }
tr('split1') { def o = []; r().splitEachLine(',') { o << it }; o }
tr('split2') { def o = []; r().splitEachLine(~/[,;]/) { o << it }; o }
tr('split3') { def o = []; def x = r().splitEachLine(',') { a, b -> o << "$a|$b"; o.size() }; [o, x] }
tr('each1') { def o = []; r().eachLine(5) { l, n -> o << "$n$l" }; o }
tr('each2') { def o = []; r().eachLine { l, n -> o << "$n$l" }; o }
tr('each3') { r().eachLine { it * 2 } }
tr('filter1') { r().filterLine { it.contains('d') }.toString() }
tr('filter2') { def w = new StringWriter(); r().filterLine(w) { it.size() > 1 }; w.toString() }
tr('transformLine') { def w = new StringWriter(); r().transformLine(w) { it.toUpperCase() }; w.toString() }
tr('transformChar') { def w = new StringWriter(); r().transformChar(w) { it == ',' ? '-' : it }; w.toString() }
tr('lines') { new BufferedReader(r()).lines().map { it.size() }.toArray().toList() }
tr('read1') { def x = r(); def c = new char[3]; def n = x.read(c); "$n ${new String(c)}" }
tr('read2') { def x = r(); def c = new char[5]; def n = x.read(c, 1, 3); "$n ${new String(c, 1, 3)}" }
tr('read3') { def x = new StringReader(''); [x.read(), x.read(new char[3])] }
tr('skip') { def x = r(); def n = x.skip(2); "$n ${x.text}" }
tr('skip2') { def x = r(); "${x.skip(200)} ${x.text}" }
tr('transfer') { def w = new StringWriter(); def n = r().transferTo(w); "$n $w" }
tr('iter') { def o = []; for (l in r()) o << l; o }
tr('iter2') { r().collect { it.size() } }
tr('closed') { def x = r(); x.close(); x.read() }
tr('closed2') { def x = r(); x.close(); x.text }
tr('closed3') { def x = r(); x.eachLine { }; x.read() }
tr('closed4') { def x = r(); x.text; x.read() }
tr('closed5') { def x = new BufferedReader(r()); x.close(); x.readLine() }
tr('closed6') { def x = r(); x.readLines(); x.read() }
tr('closed7') { def x = r(); x.withReader { it.readLine() }; x.read() }
tr('mark') { def x = r(); x.mark(10); x.read(); x.read(); x.reset(); x.read() }
tr('mark2') { def x = r(); x.read(); x.reset(); x.read() }
tr('mark3') { def x = new BufferedReader(r()); x.read(); x.reset() }
tr('mark4') { def x = new BufferedReader(r()); x.mark(-1) }
tr('ready') { def x = r(); [x.ready(), x.markSupported()] }
tr('line') { def x = new LineNumberReader(r()); x.readLine(); x.readLine(); [x.lineNumber, x.setLineNumber(10), x.readLine(), x.lineNumber] }
tr('readLine gdk') { def x = r(); [x.readLine(), x.readLine(), x.readLine(), x.readLine()] }
tr('emoji') { def x = new StringReader('a😀b'); [x.read(), x.read(), x.read(), x.read(), x.read()] }
tr('emoji2') { def x = new StringReader('a😀b'); x.skip(2); x.text.size() }
tr('null') { new StringReader(null) }
tr('text') { new BufferedReader(r()).text }
tr('withWriter') { def w = new StringWriter(); w.withWriter { it << 'x' }; w.toString() }
tr('append') { def w = new StringWriter(); w.append('abc', 1, 2).append('x' as char); w.toString() }
tr('append2') { new StringWriter().append(null).toString() }
tr('pw') { def w = new StringWriter(); def p = new PrintWriter(w); p.println(5); p.print('x'); p.printf('%d-%s', 1, 'a'); p.format('%s', 2); p.flush(); [w.toString(), p.checkError()] }
tr('pw2') { def w = new StringWriter(); def p = new PrintWriter(w); p.println([1, 2]); p.println('x' as char); p.println(null); p.println(['a': 1]); w.toString() }
tr('bw') { def w = new StringWriter(); w.newPrintWriter().with { println 'a'; flush() }; def b = new BufferedWriter(w); b.write('line'); b.newLine(); b.writeLine('x'); b.flush(); w.toString() }
tr('leftShift') { def w = new StringWriter(); w << 1 << 'a' << [1, 2] << null << "g${1}"; w.toString() }
tr('write') { def w = new StringWriter(); w.write(65); w.write('hello', 1, 3); w.write('abc' as char[]); w.write('abcdef' as char[], 2, 2); w.toString() }
tr('sw') { def w = new StringWriter(); w << 'abc'; w.buffer.setLength(1); w.buffer.append('z'); "$w ${w.buffer.class.simpleName}" }
