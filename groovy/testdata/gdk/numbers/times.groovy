def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def r=[]; 3.times{r<<it}; r }())
show({ -> def r=[]; 1.upto(3){r<<it}; r }())
show({ -> def r=[]; 3.downto(1){r<<it}; r }())
show({ -> def r=[]; 1.step(10,3){r<<it}; r }())
