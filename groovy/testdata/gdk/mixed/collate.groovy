def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3,4,5,6].collate(4,2) }())
show({ -> [1,2,3,4].collate(3,false) }())
show({ -> [1,2,3].permutations{it.sum()}.unique() }())
show({ -> def r=[]; [1,2,3].eachPermutation{r<<it}; r }())
