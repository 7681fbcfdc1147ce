def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1]; m.entrySet().each{it.value=5}; m }())
show({ -> def m=[a:1]; m.each{it.setValue(5)}; m }())
show({ -> def m=[a:1]; m.clear(); m }())
show({ -> [a:1].toMapString() }())
