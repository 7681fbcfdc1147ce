message()
class Mapper {
    static final Map<String, String> STATUS = [Doing: 'In Progress', Done: 'Done'].asImmutable()
    private final Map cache = [:].withDefault { k -> k.toLowerCase().split(' ') as List }
    def issue, replica
    def done = []

    Mapper status() {
        def name = STATUS.getOrDefault(replica.status.name, 'Open')
        issue.setStatus(name)
        done << "status=$name"
        this
    }

    Mapper copy(String... names) {
        names.each { n ->
            issue."$n" = replica."$n"
            done << n
        }
        return this
    }

    Mapper each(String list, @DelegatesTo(Mapper) Closure c) {
        replica[list].each { e -> c.delegate = this; c(e) }
        this
    }
    List words(String s) { cache[s] }
}
def m = new Mapper(issue: issue, replica: replica)
m.status().copy('summary', 'state').each('labels') { label -> done << words(label.label).size() }
println m.done
try { Mapper.STATUS.x = 1 } catch (UnsupportedOperationException e) { println 'immutable' }
show(issue)
