enum Status {
    OPEN('Open', 1), IN_PROGRESS('In Progress', 2), DONE('Done', 3)
    final String title
    final int order
    private Status(String t, int o) { title = t; order = o }
    String label() { title }
    Status next() { values()[(ordinal() + 1) % values().size()] }
    static Status of(String s) { values().find { it.title.equalsIgnoreCase(s) } ?: OPEN }
}
println Status.values()
println Status.OPEN.next()
println Status.of('done')
println Status.valueOf('DONE').order
println Status.IN_PROGRESS.label()
println Status.IN_PROGRESS.class == Status
println Status.IN_PROGRESS.declaringClass
println Status.OPEN < Status.DONE
println Status.OPEN.compareTo(Status.DONE)
println (Status.OPEN..Status.DONE)
println Status.values()*.title
try { Status.valueOf('NOPE') } catch (e) { println e.class.name + ': ' + e.message }
switch (Status.DONE) { case Status.OPEN: println 'o'; break; case [Status.DONE]: println 'd' }
println Status.OPEN as String
println ('DONE' as Status)
Status s = 'OPEN'
println s.name() + s.ordinal()
println Status.values().collectEntries { [(it): it.order] }
def em = new EnumMap(Status)
em[Status.DONE] = 1; em[Status.OPEN] = 2
println em
println EnumSet.range(Status.OPEN, Status.IN_PROGRESS)
println EnumSet.complementOf(EnumSet.of(Status.OPEN))
println Status.OPEN++
println (--s)
println Status.MIN_VALUE
println Status.MAX_VALUE
for (x in Status) print x.name() + ' '
println()
println Status.OPEN.hashCode() == Status.OPEN.hashCode()
println Status.OPEN.toString().toLowerCase()
