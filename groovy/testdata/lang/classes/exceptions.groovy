class AppException extends RuntimeException {
    int code
    AppException(String m, int code, Throwable cause = null) { super(m, cause); this.code = code }
}
def risky(n) {
    try {
        if (n == 0) throw new AppException('zero', 10)
        if (n == 1) throw new IOException('io')
        if (n == 2) return 10 / 0
        if (n == 3) return [1].get(5)
        if (n == 4) return null.foo()
        if (n == 5) assert n == 6 : 'five'
        return n
    } catch (AppException e) {
        return "app ${e.code} ${e.message}"
    } catch (IOException | ArithmeticException e) {
        return e.class.simpleName + ':' + e.message
    } finally {
        print "f$n "
    }
}
(0..6).each { n -> try { println risky(n) } catch (Throwable t) { println t.class.name } }
try { try { throw new IllegalStateException('in') } catch (e) { throw new AppException('out', 1, e) } } catch (AppException e) { println e.cause.message + ' ' + e.message; println e }
try { throw new Exception('a', new Error('b')) } catch (e) { println e.cause }
println new RuntimeException(new IOException('x')).message
def e = new Exception('m'); e.addSuppressed(new Error('s')); println e.suppressed
println e.stackTrace.class.simpleName
try { throw new Error('err') } catch (Exception x) { println 'no' } catch (Error x) { println 'yes' }
def f() { try { return 'try' } finally { println 'fin' } }
println f()
def g() { for (i in 1..3) { try { if (i == 2) continue; if (i == 3) break; println i } finally { println "end $i" } } }
g()
def sw = new StringWriter()
new AppException('trace', 3).printStackTrace(new PrintWriter(sw))
println sw.toString().readLines()[0]
try { Integer.parseInt('x1') } catch (NumberFormatException n) { println n.message }
try { 'abc'.substring(5) } catch (StringIndexOutOfBoundsException n) { println 'sioobe' }
try { (Integer) 'abc' } catch (ClassCastException n) { println n.message }
try { [].first() } catch (NoSuchElementException n) { println n.message }
try { [:].foo.bar } catch (NullPointerException n) { println n.message }
try { Objects.requireNonNull(null, 'must') } catch (NullPointerException n) { println n.message }
try { throw new CloneNotSupportedException() } catch (n) { println n }
throw new AppException('end', 2)
