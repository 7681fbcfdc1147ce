def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.join('-') }())
show({ -> 'abc'.toList().join('-') }())
show({ -> String.format('%05d|%-5s|%.2f|%x',42,'a',3.14159,255) }())
show({ -> String.format('%s',[1,2]) }())
