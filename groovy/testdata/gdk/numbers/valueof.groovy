def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Long.valueOf('5') }())
show({ -> Double.parseDouble('1.5') }())
show({ -> Double.valueOf('1.5') }())
show({ -> Double.MAX_VALUE }())
