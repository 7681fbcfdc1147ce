def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [3,1,2].push(4) }())
show({ -> def a=[3,1,2] as Integer[]; def b=a.sort(); [a.toList(),b.toList(),a.is(b)] }())
show({ -> def a=[3,1,2] as Integer[]; def b=a.sort{-it}; [a.toList(),b.toList(),a.is(b)] }())
show({ -> ([3,1,2] as int[]).sum() }())
