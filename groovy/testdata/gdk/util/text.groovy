def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new java.text.DecimalFormat('0%').format(0.256) }())
show({ -> new java.text.DecimalFormat('000').format(7) }())
show({ -> new java.text.DecimalFormat('0.00E0').format(12345) }())
show({ -> new java.text.DecimalFormat().format(1234.5678) }())
