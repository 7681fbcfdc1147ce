def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def r=[]; 10.step(1,-3){r<<it}; r }())
show({ -> def r=[]; 1.0.upto(2.5){r<<it}; r }())
show({ -> (-5).abs() }())
show({ -> (-5.5).abs() }())
