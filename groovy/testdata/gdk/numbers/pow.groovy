def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 5G.pow(3) }())
show({ -> 5G.mod(3) }())
show({ -> 5G.gcd(10) }())
show({ -> 5G.modPow(2,3) }())
