println Math.addExact(1, 2)
println Math.addExact(1L, 2L)
try { Math.addExact(Integer.MAX_VALUE, 1) } catch (ArithmeticException e) { println e.message }
try { Math.multiplyExact(Long.MAX_VALUE, 2L) } catch (ArithmeticException e) { println e.message }
try { Math.subtractExact(Integer.MIN_VALUE, 1) } catch (ArithmeticException e) { println e.message }
try { Math.negateExact(Integer.MIN_VALUE) } catch (ArithmeticException e) { println e.message }
try { Math.toIntExact(5000000000L) } catch (ArithmeticException e) { println e.message }
try { Math.incrementExact(Integer.MAX_VALUE) } catch (ArithmeticException e) { println e.message }
try { Math.decrementExact(Long.MIN_VALUE) } catch (ArithmeticException e) { println e.message }
println Math.floorMod(-7, 3)
println Math.floorDiv(-7, 3)
println Math.floorMod(-7L, 3)
println Math.multiplyFull(100000, 100000)
println Math.multiplyHigh(Long.MAX_VALUE, 4L)
println Math.absExact(-5)
try { Math.absExact(Integer.MIN_VALUE) } catch (ArithmeticException e) { println e.message }
println Math.hypot(3, 4)
println Math.cbrt(27)
println Math.signum(-3.5d)
println Math.rint(2.5)
println Math.fma(2d, 3d, 4d)
println Math.log1p(0.5)
println Math.expm1(0.5)
println Math.ulp(1.0d)
println Math.nextUp(1.0d)
println Math.nextAfter(1.0d, 2.0d)
println Math.scalb(1.5d, 4)
println Math.getExponent(1024d)
println Math.IEEEremainder(10, 3)
println Math.copySign(3.0d, -1.0d)
println Math.toDegrees(Math.PI)
println Math.toRadians(180)
println StrictMath.sqrt(2)
println Math.sinh(1) 
println Math.atan2(1, 1)
