def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def r=new Random(3); [r.nextGaussian(),r.nextGaussian()] }())
show({ -> def b=new byte[5]; new Random(1).nextBytes(b); b }())
show({ -> new StringTokenizer('a b  c').countTokens() }())
show({ -> new StringTokenizer('a b  c').collect{it} }())
