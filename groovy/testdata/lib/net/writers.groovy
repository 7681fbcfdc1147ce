def w = new StringWriter()
w.write('abc')
w << 'def' << 12 << [1, 2]
w.append('g')
w.print('h')
w.println('i')
w.write(65)
w.write('xyz', 1, 1)
println w.toString()
println w.buffer.length()
def p = new PrintWriter(w)
p.println('line')
p.printf('%05d|', 42)
p.print(null)
p.flush()
println w
def r = new StringReader('one\ntwo\r\nthree')
println r.readLine()
println r.readLines()
println new StringReader('x\ny').text.inspect()
new StringReader('a\nb').eachLine { println it }
def b = new BufferedReader(new StringReader('l1\nl2'))
def line
while ((line = b.readLine()) != null) println line
def o = new ByteArrayOutputStream()
o << 'héllo'
o.write('!'.bytes)
println o.toString('UTF-8')
println o.size()
println new ByteArrayInputStream('in'.bytes).text
