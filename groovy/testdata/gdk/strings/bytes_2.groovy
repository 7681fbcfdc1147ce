def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'abc'.bytes.encodeBase64().toString() }())
show({ -> new String('YWJj'.decodeBase64()) }())
show({ -> 'abc'.bytes.encodeHex().toString() }())
show({ -> '616263'.decodeHex() }())
