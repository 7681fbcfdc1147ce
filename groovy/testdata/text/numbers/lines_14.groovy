import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { Integer q = 5L; q }
t(2) { Long q = 5; q }
t(3) { Double q = 5; q }
t(4) { Number q = 5; q }
t(5) { String q = 5; q }
t(6) { boolean q = 5; q }
