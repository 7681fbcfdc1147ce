def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def r=[]; [[1,2],[3]].eachCombination{r<<it}; r }())
show({ -> [[1,2],[3,4],[5]].combinations().size() }())
show({ -> [a:[1,2],b:[3]].collectMany{k,v->v} }())
show({ -> [a:1,b:2].collect{k,v->[k,v]}.transpose() }())
