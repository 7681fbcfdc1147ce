// Classes: changes are objects that know how to apply themselves.
interface Change {
    boolean applies(Map issue)
    void apply(Map issue)
}
abstract class FieldChange implements Change {
    String field
    static int made = 0
    FieldChange(String field) { this.field = field; made++ }
    boolean applies(Map issue) { issue.containsKey(field) }
    String toString() { "${getClass().simpleName}($field)" }
}
class SetTo extends FieldChange {
    def value
    SetTo(String field, value) { super(field); this.value = value }
    void apply(Map issue) { issue[field] = value }
}
class AddTo extends FieldChange {
    int by = 1
    AddTo(String field, int by) { super(field); this.by = by }
    boolean applies(Map issue) { super.applies(issue) && issue[field] instanceof Number }
    void apply(Map issue) { issue[field] = issue[field] + by }
}
enum Level {
    LOW(1), MIDDLE(5), HIGH(9)
    final int weight
    Level(int weight) { this.weight = weight }
    static Level of(int w) { values().find { it.weight >= w } ?: HIGH }
}
class Plan {
    List<Change> changes = []
    private final List<String> done = []
    Plan leftShift(Change c) { changes << c; this }
    def set(Map args) { args.each { k, v -> this << new SetTo(k, v) } }
    Map run(Map issue) {
        changes.findAll { it.applies(issue) }.each { c ->
            c.apply(issue)
            done << c.toString()
        }
        issue
    }
    int getSize() { changes.size() }
    List<String> getLog() { done.asImmutable() }
}
def plan = new Plan()
plan.with {
    set status: 'Closed', owner: 'ada'
    set nothing: 1
}
plan << new AddTo('votes', 2) << new AddTo('status', 1) << new AddTo('points', 5)
def result = plan.run([status: 'Open', owner: null, votes: 3, points: 1])
def level = Level.of(result.points)
def again = [1, 2, 3].collect { n -> new AddTo('votes', n) }
again.each { it.apply(result) }
[result, plan.size, plan.log, level.name(), level.ordinal(), again*.by.sum(), plan.changes.first().field, Level.HIGH > level]
