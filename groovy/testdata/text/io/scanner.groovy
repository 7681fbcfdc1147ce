def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
tr('1') { def s = new Scanner('1,2, 3').useDelimiter(','); [s.next(), s.nextInt(), s.next()] }
tr('2') { def s = new Scanner('1,2,3').useDelimiter(~/,\s*/); [s.nextInt(), s.nextInt(), s.nextInt(), s.hasNext()] }
tr('3') { def s = new Scanner('a b'); [s.next(), s.hasNextInt(), s.next(), s.hasNext()] }
tr('4') { new Scanner('abc').nextInt() }
tr('5') { new Scanner('99999999999').nextInt() }
tr('6') { new Scanner('').next() }
tr('7') { new Scanner('').nextLine() }
tr('8') { def s = new Scanner('a\n\nb\r\nc'); [s.nextLine(), s.nextLine(), s.nextLine(), s.hasNextLine(), s.nextLine(), s.hasNextLine()] }
tr('9') { def s = new Scanner('1 two 3.5 true 12,345 1e3 9223372036854775808 FF'); [s.nextInt(), s.next(), s.nextDouble(), s.nextBoolean(), s.nextInt(), s.nextDouble(), s.nextBigInteger(), s.nextInt(16)] }
tr('10') { def s = new Scanner('a1b22c'); [s.findInLine(/\d+/), s.findInLine(~/\d+/), s.findInLine(/\d+/), s.next()] }
tr('11') { def s = new Scanner('key=value'); s.useDelimiter('='); [s.next(), s.delimiter().pattern(), s.next()] }
tr('12') { def s = new Scanner('x 12 y'); [s.hasNext('x'), s.next('x'), s.hasNext(/\d+/), s.next(~/\d+/), s.next('z')] }
tr('13') { def s = new Scanner('aaa bbb'); s.skip('a+'); s.next() }
tr('14') { def s = new Scanner('aaa bbb'); s.skip('b+') }
tr('15') { new Scanner('a b c').tokens().map { it.toUpperCase() }.toArray().toList() }
tr('16') { new Scanner('a b c').collect { it } }
tr('17') { def s = new Scanner('a,b,,c').useDelimiter(','); def o = []; while (s.hasNext()) o << s.next(); o }
tr('18') { def s = new Scanner(',a,').useDelimiter(','); def o = []; while (s.hasNext()) o << s.next(); o }
tr('19') { def s = new Scanner('a b'); s.close(); s.next() }
tr('20') { def s = new Scanner('5 x'); s.nextInt(); s.nextLine() }
tr('21') { def s = new Scanner('10 zz'); s.useRadix(2); [s.radix(), s.nextInt(), s.hasNextInt()] }
tr('22') { def s = new Scanner('abc def'); s.findWithinHorizon(/d../, 0) + s.match().start() }
tr('23') { def s = new Scanner('abc def'); s.findWithinHorizon(/d../, 3) }
tr('24') { new Scanner(new StringReader('r s')).next() }
tr('25') { new Scanner(new ByteArrayInputStream('ü b'.getBytes('UTF-8')), 'UTF-8').next() }
tr('26') { def s = new Scanner('-5 +7 1.5 .5 5. 1,5'); [s.nextInt(), s.nextInt(), s.nextBigDecimal(), s.nextDouble(), s.nextDouble(), s.hasNextInt()] }
tr('27') { def s = new Scanner('1 2 3'); int sum = 0; while (s.hasNextInt()) sum += s.nextInt(); sum }
tr('28') { def s = new Scanner('NaN Infinity -Infinity'); [s.nextDouble(), s.nextDouble(), s.nextDouble()] }
tr('29') { def s = new Scanner('128 1'); [s.hasNextByte(), s.nextShort(), s.nextByte()] }
tr('30') { def s = new Scanner('yes TRUE'); [s.hasNextBoolean(), s.next(), s.hasNextBoolean(), s.nextBoolean()] }
tr('31') { def s = new Scanner('a-b-c').useDelimiter('-'); [s.next(), s.locale(), s.ioException(), s.reset().next()] }
tr('32') { def s = new Scanner('x'); s.remove() }
tr('33') { def s = new Scanner('one two\nthree four'); def r = [:]; while (s.hasNextLine()) { def l = new Scanner(s.nextLine()); r[l.next()] = l.next() }; r }
tr('34') { new Scanner('x').match() }
tr('35') { def s = new Scanner('a1b22c333'); s.findAll(/\d+/).map { it.group() }.toArray().toList() }
tr('36') { def s = new Scanner('A:1|B:2').useDelimiter(/[:|]/); def m = [:]; while (s.hasNext()) m[s.next()] = s.nextInt(); m }
tr('37') { def s = new Scanner('  lead'); s.hasNext(); s.nextLine() }
tr('38') { new Scanner((String) null) }
tr('39') { new Scanner('a').useDelimiter('') .with { def o = []; while (it.hasNext()) o << it.next(); o } }
tr('40') { new Scanner('hello').useDelimiter('').with { def o = []; while (it.hasNext()) o << it.next(); o } }
tr('41') { new Scanner('whole text\nhere').useDelimiter('\\A').next() }
tr('42') { def s = new Scanner('abc'); s.nextLong() }
tr('43') { def s = new Scanner('1.5'); try { s.nextInt() } catch (InputMismatchException e) { println e.message }; s.next() }
