def show = { f -> try { def v = f(); println "${v?.class?.simpleName} $v" } catch (Exception e) { println "${e.class.simpleName}: ${e.message.readLines()[0]}" } }
show { '5' as Number }
show { (Number) 'c' }
show { (Number) ('c' as char) }
show { ('c' as char) as Number }
show { ('c' as char) + 'd' }
show { ('c' as char) + 1 }
show { new BigDecimal('1.23456', new java.math.MathContext(3)) }
show { new BigDecimal(12345, new java.math.MathContext(2)) }
show { new BigDecimal(2.5d, new java.math.MathContext(1)) }
show { new BigDecimal(123456789012L, java.math.MathContext.DECIMAL32) }
show { new BigDecimal(new BigInteger('987654'), new java.math.MathContext(4)) }
