Long l = null
def u = null
try { long m = l } catch (e) { println e.class.name }
try { int m = l } catch (e) { println e.class.name }
try { int m = u } catch (e) { println e.class.name }
Boolean b = null
boolean flag = b
println flag
def f(Integer k) { int j = k; j }
println f(3)
f(null)
