def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].findIndexValues(2){it>1} }())
show({ -> [1,2,3].findLastIndexOf{it<3} }())
show({ -> [1,2,3].findLastIndexOf(1){it<3} }())
show({ -> [1,2,3].findResult{it>1?'x':null} }())
