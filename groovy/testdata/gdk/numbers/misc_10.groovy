def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> '5' as int }())
show({ -> '5.5' as BigDecimal }())
show({ -> 5 as String }())
show({ -> 65 as char }())
