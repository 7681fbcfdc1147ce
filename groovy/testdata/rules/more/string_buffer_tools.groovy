message()
def sb = new StringBuffer()
replica.comments.each { c ->
    sb.append(c.id).append(': ')
    sb << c.body << '\n'
}
println sb.length() + ' ' + sb.indexOf('note')
sb.insert(0, '>> ')
sb.replace(0, 2, '--')
sb.deleteCharAt(sb.length() - 1)
println sb.toString().readLines().first()
println sb.reverse().toString().take(4)
def out = new StringBuilder('abc')
out += '!'
println out.class.simpleName + out
println new StringBuilder().append(1).append('c' as char).append(2.5).append(null as Object).append(true).append([1, 2])
def sw = new StringWriter()
sw << 'a' << 1
sw.println('x')
println sw.toString().readLines()
def pw = new PrintWriter(sw, true)
pw.print('end'); pw.flush()
println sw.toString()[-3..-1]
