def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [[n:'b',v:1],[n:'b',v:2]].findAll{it.v>1}*.v }())
show({ -> [1,2,3].collect{it as String}.join(',') }())
show({ -> [3,1,2].sort(true){-it} }())
show({ -> [3,1,2].sort().reverse() }())
