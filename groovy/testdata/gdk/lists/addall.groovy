def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].addAll(1,[7,8]) }())
show({ -> def l=[1,2,3]; l.addAll(1,[7,8]); l }())
show({ -> def l=[1,2,3]; l.addAll([7,8] as Object[]); l }())
show({ -> [1,2,3].plus(1,[9]) }())
