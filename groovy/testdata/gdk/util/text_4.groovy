def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def f=new java.text.DecimalFormat('0.0'); f.roundingMode=java.math.RoundingMode.HALF_UP; f.format(0.25) }())
show({ -> def f=java.text.NumberFormat.instance; f.maximumFractionDigits=1; f.groupingUsed=false; f.format(12345.678) }())
show({ -> new LinkedList([1,2,3]).with{addFirst(0);addLast(4);it} }())
show({ -> new LinkedList([1,2,3]).getFirst() }())
