def a = 1, b = [3, 4]
def chk = { c -> try { c() } catch (AssertionError e) { println e.message } catch (e) { println e } }
chk { assert (a += -1) : 'm' }
chk { assert a++ > 3 : 'm' }
chk { assert ++a > 30 : 'm' }
chk { assert b[a][0] : 'm' }
chk { assert b[0, 1] == a : 'm' }
chk { assert !(a > 0) : 'm' }
chk { assert !(a && b) : 'm' }
chk { assert a instanceof String : 'm' }
chk { assert !(a instanceof Integer) : 'm' }
chk { assert a =~ /x/ : 'm' }
chk { assert b.size() == a && b[0] == a || b.empty : 'm' }
chk { assert a <=> a : 'm' }
chk { assert [] : 'm' }
chk { assert [:] : 'm' }
chk { assert '' : 'm' }
chk { assert a == null : 'm' }
chk { assert null == b : 'm' }
chk { assert -a > b.size() : 'm' }
chk { assert ~a > 5 : 'm' }
chk { assert b?.size() == 5 : 'm' }
chk { assert b*.toString() == 5 : 'm' }
chk { assert this.a == 5 : 'm' }
chk { assert (b << a) == [] : 'm' }
chk { assert a in 5..6 : 'm' }
chk { assert a ** 2 == 5 : 'm' }
chk { assert b as boolean == 5 : 'm' }
chk { assert (int) a == 5 : 'm' }
chk { assert "${a}x" == 'q' : 'm' }
chk { assert b.collect { it * 2 } == a : "m$a" }
chk { assert new Date(0).time == 5 : 'm' }
chk { assert Math.abs(a) == 50 : 'm' }
chk { assert Integer.MAX_VALUE == a : 'm' }
chk { assert a == Integer : 'm' }
chk { assert false : null }
chk { assert false : '' }
chk { assert false : a }
chk { assert (1..3).contains(7) : b }
chk { assert a == 2 ? false : b.empty : 'm' }
chk { assert -1.0 == a : 'm' }
chk { assert -0.0f == a : 'm' }
chk { assert +1 == b : 'm' }
chk { assert b[-1] == 99 : 'm' }
chk { assert a.with { it + 1 } == 99 : 'm' }
