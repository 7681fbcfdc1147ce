message()
class RuleException extends RuntimeException {
    final int code
    RuleException(String m, int code, Throwable cause = null) { super(m, cause); this.code = code }
    @Override String getMessage() { "[$code] ${super.getMessage()}" }
}
def run(Closure c) {
    try {
        return c()
    } catch (RuleException e) {
        return "rule $e.code $e.message"
    } catch (ArithmeticException | IndexOutOfBoundsException e) {
        return e.class.simpleName
    } catch (RuntimeException e) {
        return "runtime $e"
    } catch (Exception e) {
        return "checked $e.message"
    } catch (Throwable t) {
        return "throwable ${t.class.name}"
    } finally {
        print '.'
    }
}
println run { throw new RuleException('bad', 7) }
println run { 1 / 0 }
println run { [].get(0) }
println run { null.x }
println run { throw new Exception('c') }
println run { assert false : 'msg' }
println run { "x".foo() }.readLines()[0]
println run { new RuleException('a', 1, new IOException('io')).cause.message }
println run { Integer.parseInt('z') }
println run { (Date) 'x' }
println run { [1, 2].asImmutable() << 3 }
println run { throw new IllegalStateException('s', new RuleException('inner', 2)) }
def e = new RuntimeException('top', new RuleException('root', 3))
def root = e
while (root.cause) root = root.cause
println root.message
def x = try_()
def try_() { try { return 'try' } finally { println 'fin' } }
println x
throw new RuleException("final ${issue.key}", 9)
