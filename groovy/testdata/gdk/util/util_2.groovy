def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> java.util.concurrent.TimeUnit.SECONDS.convert(2,java.util.concurrent.TimeUnit.MINUTES) }())
show({ -> java.util.concurrent.TimeUnit.values().length }())
show({ -> new java.text.DecimalFormat('#,##0.00').format(1234567.891) }())
show({ -> new java.text.DecimalFormat('0.###').format(1.5) }())
