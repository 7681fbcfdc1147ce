def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new Random(1).nextDouble() }())
show({ -> new Random(1).nextBoolean() }())
show({ -> new Random(1).nextFloat() }())
show({ -> new Random(1).nextGaussian() }())
