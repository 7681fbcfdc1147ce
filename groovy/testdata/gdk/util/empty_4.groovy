def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Optional.empty().orElse(5) }())
show({ -> Optional.empty().orElseGet{6} }())
show({ -> Optional.of(3).orElse(5) }())
show({ -> def r=[]; Optional.of(3).ifPresent{r<<it}; r }())
