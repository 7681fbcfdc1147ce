def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 1.5.min(2.5) }())
show({ -> 1.5.compareTo(1.50) }())
show({ -> 1.5.equals(1.50) }())
show({ -> 1.5==1.50 }())
