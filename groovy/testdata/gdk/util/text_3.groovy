def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new java.text.DecimalFormat('#.##').parse('1.25') }())
show({ -> java.text.NumberFormat.getInstance().format(1234567.891) }())
show({ -> java.text.NumberFormat.getPercentInstance().format(0.5) }())
show({ -> java.text.NumberFormat.instance.parse('1,234.5') }())
