def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def a=new int[2]; a[0]=5; a.toList() }())
show({ -> def a=[1,2] as int[]; a[-1] }())
show({ -> def a=[[1,2],[3,4]] as int[][]; a[1][0] }())
show({ -> new String[2].toList() }())
