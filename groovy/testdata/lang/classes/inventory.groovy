// inventory with inheritance, interfaces, enums
enum Status { OPEN('Open', 1), IN_PROGRESS('In Progress', 2), DONE('Done', 9)
    final String label; final int weight
    Status(String label, int weight) { this.label = label; this.weight = weight }
    static Status byLabel(String l) { values().find { it.label.equalsIgnoreCase(l) } }
    boolean isTerminal() { weight > 5 }
    String toString() { "Status<$label>" }
}
interface Scored { int score() }
abstract class Base implements Scored, Comparable<Base> {
    String name; Status status = Status.OPEN; private List<String> log = []
    Base(String n) { name = n; log << "created $n".toString() }
    abstract int factor()
    int score() { status.weight * factor() }
    int compareTo(Base o) { score() <=> o.score() ?: name <=> o.name }
    def leftShift(String s) { log << s; this }
    List<String> getLog() { log.asImmutable() }
    String toString() { "${getClass().simpleName}($name:${score()})" }
}
class Bug extends Base { Bug(String n) { super(n) }; int factor() { 10 } }
class Story extends Base { int points = 3; Story(Map m) { super(m.name as String); m.points && (points = m.points) }; int factor() { points } }
def all = [new Bug('b1'), new Story(name: 's1', points: 8), new Bug('a1'), new Story(name: 's2')]
all[0].status = Status.DONE
all[1].status = Status.byLabel('in progress')
println all.sort()
println all.max { it.score() }
println all.groupBy { it.status }.collectEntries { k, v -> [k.name(), v*.name] }
all[0] << 'one' << 'two'
println all[0].log
try { all[0].log << 'three' } catch (UnsupportedOperationException e) { println "immutable: ${e.class.simpleName}" }
println Status.values().findAll { !it.terminal }*.label.join('|')
println all.sum { it.score() }
println Status.valueOf('DONE').ordinal() + ' ' + Status.DONE.compareTo(Status.OPEN)
try { Status.valueOf('NOPE') } catch (IllegalArgumentException e) { println e.message }
switch (all[2].status) { case Status.OPEN: println 'o'; case Status.IN_PROGRESS: println 'p'; break; default: println 'd' }
println all.every { it instanceof Scored } && all.any { it in Bug }
println Status.OPEN.next().next().next()
def m = new EnumMap(Status); m[Status.DONE] = 1; m[Status.OPEN] = 2; println m
