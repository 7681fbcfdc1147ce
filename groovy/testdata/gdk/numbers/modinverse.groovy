def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.modInverse(7) }())
show({ -> 5G.bitLength() }())
show({ -> 5G.testBit(0) }())
show({ -> 5G.isProbablePrime(10) }())
