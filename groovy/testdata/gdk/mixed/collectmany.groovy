def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[1,2],[3,4]].collectMany{it} }())
show({ -> [[1,2],[3,4]]*.sum() }())
show({ -> [1,2,3,4].split{it%2==0} }())
show({ -> [1,null,2].findAll() }())
