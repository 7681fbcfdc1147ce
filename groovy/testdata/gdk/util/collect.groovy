def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new ArrayDeque([1,2,3]).collect{it*2} }())
show({ -> new PriorityQueue([3,1,2]).poll() }())
show({ -> def q=new PriorityQueue([3,1,2]); [q.poll(),q.poll(),q.poll(),q.poll()] }())
show({ -> def q=new PriorityQueue({a,b->b<=>a} as Comparator); q<<1; q<<5; q<<3; q.poll() }())
