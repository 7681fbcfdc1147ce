import java.util.regex.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
def m = 'foo123bar45' =~ /\d+/
t(1) { m.find() }
t(2) { m.group() }
t(3) { m.start() }
t(4) { m.end() }
t(5) { m ? 'yes' : 'no' }
t(6) { m.group() }
t(7) { m.find() }
t(8) { m.group() }
t(9) { m.find() }
t(10) { m.find() }
t(11) { m.group() }
t(12) { m[0] }
t(13) { m[1] }
t(14) { m[-1] }
t(15) { m[5] }
t(16) { m.count }
t(17) { m.size() }
t(18) { m.collect { it } }
t(19) { m.toList() }
m = 'a1b2c3' =~ /([a-z])(\d)/
t(20) { m[0] }
t(21) { m[0][1] }
t(22) { m[0,2] }
t(23) { m[0..1] }
t(24) { m[1][2] }
t(25) { m*.getAt(1) }
t(26) { m.collect { all, l, d -> "$l=$d" } }
t(27) { m.each { all, l, d -> print "$l.$d " } }
t(28) { m.each { print it } }
t(29) { m.eachWithIndex { x, i -> print "$i:$x " } }
t(30) { m.hasGroup() }
t(31) { m.groupCount() }
t(32) { m.matches() }
t(33) { m.lookingAt() }
t(34) { m.reset().find() }
t(35) { m.group(0) }
t(36) { m.group(1) }
t(37) { m.group(3) }
t(38) { m.group('x') }
t(39) { m.start(1) }
t(40) { m.end(2) }
t(41) { m.reset('z9').matches() }
t(42) { m.group(2) }
t(43) { m.toString() }
t(44) { m.pattern() }
t(45) { m.find(1) }
t(46) { m.find(9) }
