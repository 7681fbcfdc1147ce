def s = new Scanner('12 abc 3.5 true\nsecond line\n99')
println s.nextInt()
println s.next()
println s.nextDouble()
println s.nextBoolean()
println "[${s.nextLine()}]"
println s.nextLine()
println s.hasNextInt()
println s.nextLong()
println s.hasNext()
try { s.next() } catch (NoSuchElementException e) { println e.class.name }
def c = new Scanner('a,b,,c').useDelimiter(',')
while (c.hasNext()) println "<${c.next()}>"
def d = new Scanner('x=1;y=22')
println d.findInLine(/(\w)=(\d+)/)
println d.match().group(2)
d.skip(';')
println d.next()
try { new Scanner('abc').nextInt() } catch (InputMismatchException e) { println e.message }
println new Scanner('5 6 7').collect { it as int }.sum()
def l = new Scanner('one\ntwo\n')
int n = 0
while (l.hasNextLine()) { n++; println l.nextLine() }
println n
println new Scanner('1,234').nextInt()
println new Scanner('ff').nextInt(16)
println new Scanner('a1b2').findAll('[0-9]').map { it.group() }.toArray().toList()
println new Scanner('k v').tokens().toArray().toList()
println new Scanner('123456789012').nextBigInteger()
println new Scanner('1.50').nextBigDecimal()
