def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'hello'.tr('el','ip') }())
show({ -> 'hello'.tr('a-y','b-z') }())
show({ -> 'hello'.tr('lo','x') }())
show({ -> "a\tb".expand() }())
