def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ['a','b'].indexed(1) }())
show({ -> ['a','b'].withIndex(5) }())
show({ -> ['a','b'].indexed().collect{i,v->"$i:$v".toString()} }())
show({ -> ['a','b'].withIndex().collect{v,i->"$i:$v".toString()} }())
