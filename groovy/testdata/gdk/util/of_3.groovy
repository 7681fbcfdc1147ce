def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Optional.of(2).map{it*2} }())
show({ -> Optional.empty().map{it*2} }())
show({ -> Optional.of(2).filter{it>5} }())
show({ -> Optional.of(2).flatMap{Optional.of(it+1)} }())
