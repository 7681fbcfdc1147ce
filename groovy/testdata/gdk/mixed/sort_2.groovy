def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[b:1,a:2]; m.sort{a,b->a.key<=>b.key}.keySet().toList() }())
show({ -> def m=[b:1,a:2].sort{-it.value}; m.keySet().toList() }())
show({ -> new ArrayList<>([1,2]).addAll(0,[9]) }())
show({ -> new LinkedHashSet([3,1]).toList() }())
