def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> "${1}a" == '1a' }())
show({ -> "${1}a".equals('1a') }())
show({ -> "${1}a".contains('a') }())
show({ -> "${1}a".replace('a','b') }())
