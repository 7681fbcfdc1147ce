def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new BigDecimal('1.50') }())
show({ -> new BigDecimal(1.1d) }())
show({ -> BigDecimal.valueOf(1.1d) }())
show({ -> BigDecimal.valueOf(5) }())
