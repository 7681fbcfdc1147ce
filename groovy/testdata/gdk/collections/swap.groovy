def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> ([3,1,2] as int[]).swap(0,1) }())
show({ -> ([3,1,2] as int[]) == [3,1,2] }())
show({ -> ['a','b'].withIndex()[0].class }())
show({ -> ['a','b'].indexed().getClass() }())
