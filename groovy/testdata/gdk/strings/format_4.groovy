def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> String.format('%,d',1234567) }())
show({ -> String.format('%5.1f%%',12.345) }())
show({ -> String.format('%b %c %o %e',true,'c' as char,8,12345.678) }())
show({ -> String.join(',',['a','b']) }())
