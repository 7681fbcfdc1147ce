def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> Math.atan2(1,1) }())
show({ -> Math.toDegrees(Math.PI) }())
show({ -> Math.toRadians(180) }())
show({ -> Math.floorDiv(-7,2) }())
