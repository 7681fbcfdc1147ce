def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new PriorityQueue([3,1,2]).toString() }())
show({ -> new Stack().with{push(1);push(2);[peek(),pop(),it]} }())
show({ -> new Stack().with{push(1);push(2);search(1)} }())
show({ -> new Stack().empty() }())
