def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "a\nb\n".readLines() }())
show({ -> def r=[]; "a\nb".eachLine{r<<it}; r }())
show({ -> def r=[]; "a\nb".eachLine{l,i->r<<i}; r }())
show({ -> def r=[]; "a\nb".eachLine(5){l,i->r<<i}; r }())
