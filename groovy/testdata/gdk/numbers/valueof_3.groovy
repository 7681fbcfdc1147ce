def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> BigDecimal.valueOf(123,2) }())
show({ -> BigDecimal.ZERO }())
show({ -> BigDecimal.TEN }())
show({ -> 1.50.scale() }())
