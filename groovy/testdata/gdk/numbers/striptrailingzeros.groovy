def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 100.0.stripTrailingZeros().toPlainString() }())
show({ -> 1.555.setScale(2, java.math.RoundingMode.HALF_UP) }())
show({ -> 1.555.setScale(2, BigDecimal.ROUND_DOWN) }())
show({ -> 1.5.setScale(3) }())
