def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> java.util.concurrent.TimeUnit.HOURS.toMinutes(2) }())
show({ -> java.util.concurrent.TimeUnit.MILLISECONDS.toSeconds(2500) }())
show({ -> java.util.concurrent.TimeUnit.DAYS }())
show({ -> java.util.concurrent.TimeUnit.valueOf('DAYS').toHours(1) }())
