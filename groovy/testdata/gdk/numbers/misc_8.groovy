def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new BigInteger('123') }())
show({ -> new BigInteger('ff',16) }())
show({ -> BigInteger.ONE }())
show({ -> BigInteger.valueOf(5) }())
