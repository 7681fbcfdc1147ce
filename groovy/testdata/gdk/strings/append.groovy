def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringBuilder('abc').append('xyz',0,2).toString() }())
show({ -> def b=new StringBuffer('abc'); b[0..1]='ZZZ'; b.toString() }())
show({ -> new StringBuffer('abc').plus('d').getClass() }())
show({ -> new StringBuilder('abc').append([1,2]).toString() }())
