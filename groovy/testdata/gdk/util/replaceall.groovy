def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def l=[1,2,1]; Collections.replaceAll(l,1,9); l }())
show({ -> Collections.binarySearch([1,3,5],3) }())
show({ -> Collections.binarySearch([1,3,5],4) }())
show({ -> Collections.EMPTY_LIST }())
