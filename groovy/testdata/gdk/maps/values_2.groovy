def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def m=[a:1,b:2]; m.values().remove(2); m }())
show({ -> def m=[a:1,b:2]; m.keySet().retainAll(['a']); m }())
show({ -> def m=[a:1,b:2]; m.entrySet().removeIf{it.value>1}; m }())
show({ -> def m=[a:1,b:2]; m.values().removeAll{it>1}; m }())
