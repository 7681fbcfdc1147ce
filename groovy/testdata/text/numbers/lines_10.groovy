import java.math.*
def t(int n, Closure c) {
    try { def r = c(); println n + ' ' + (r == null ? 'null' : r.getClass().simpleName + ' ' + (r instanceof CharSequence ? r.inspect() : r.getClass().isArray() ? r.toList() : r instanceof Iterator ? r.toList() : r)) }
    catch (Throwable e) { println n + ' ! ' + e.class.name + ': ' + (e.message ?: '').readLines()[0] }
}
t(1) { Math.asin(1) }
t(2) { Math.acos(0) }
t(3) { Math.atan(1) }
t(4) { Math.atan2(1, 2) }
t(5) { Math.sinh(1) }
t(6) { Math.cosh(1) }
t(7) { Math.tanh(1) }
t(8) { Math.hypot(3, 4) }
t(9) { Math.toDegrees(Math.PI) }
t(10) { Math.toRadians(180) }
t(11) { Math.signum(-2.5d) }
t(12) { Math.ulp(1.0d) }
t(13) { Math.floorDiv(-7, 2) }
t(14) { Math.floorMod(-7, 3) }
t(15) { Math.addExact(Integer.MAX_VALUE, 1) }
t(16) { Math.multiplyExact(Long.MAX_VALUE, 2L) }
t(17) { Math.subtractExact(1, 2) }
t(18) { Math.toIntExact(5L) }
t(19) { Math.toIntExact(1L << 40) }
t(20) { Math.negateExact(5) }
t(21) { Math.incrementExact(5) }
t(22) { Math.nextUp(1.0d) }
t(23) { Math.nextAfter(1.0d, 2.0d) }
t(24) { Math.getExponent(8.0d) }
t(25) { Math.scalb(1.0d, 3) }
t(26) { Math.copySign(1.0d, -2.0d) }
t(27) { Math.IEEEremainder(5, 3) }
t(28) { Math.fma(1.0d, 2.0d, 3.0d) }
t(29) { Math.E }
t(30) { StrictMath.sqrt(2) }
t(31) { StrictMath.pow(2, 0.5) }
t(32) { StrictMath.sin(1) }
t(33) { Math.foo(1) }
t(34) { 3.times { print it } }
t(35) { 1.upto(4) { print it } }
t(36) { 4.downto(1) { print it } }
t(37) { 1.step(10, 3) { print it } }
t(38) { 1.0.upto(3.5) { print it + ' ' } }
t(39) { 1.5d.upto(3) { print it + ' ' } }
t(40) { 5.upto(1) { print it } }
