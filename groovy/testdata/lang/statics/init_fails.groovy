class A {
    static { println 'init'
       throw new RuntimeException("boom ${1+1}") }
    static x = 3
}
println 'a'
try { println A.x } catch (Throwable t) { println t.class; println t.cause }
try { println A.x } catch (Throwable t) { println t.class; println t.message }
println A.x
