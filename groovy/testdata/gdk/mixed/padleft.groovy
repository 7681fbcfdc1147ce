def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.padLeft(2) }())
show({ -> 'x'.center(4,'ab') }())
show({ -> 'a-c'.tr('-','_') }())
show({ -> '12'.padLeft(5,'0') }())
