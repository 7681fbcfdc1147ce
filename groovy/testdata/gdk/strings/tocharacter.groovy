def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> 'x'.toCharacter() }())
show({ -> 'abc'.compareToIgnoreCase('ABD') }())
show({ -> 'abc'.compareTo('abd') }())
show({ -> 'abc'.equalsIgnoreCase('ABC') }())
