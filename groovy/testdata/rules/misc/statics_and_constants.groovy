message()
class Config {
    static final String PROJECT = 'PRJ'
    static final Map TYPES = [Incident: 'Bug', Request: 'Task']
    static int used = 0
    static String typeFor(String remote) { used++; TYPES[remote] ?: 'Story' }
    static { TYPES.each { k, v -> assert v } }
}
interface Rule { boolean matches(r); String apply(r) }
class VipRule implements Rule {
    boolean matches(r) { r.labels.any { it.label == 'vip' } }
    String apply(r) { "VIP ${r.key}" }
}
abstract class Base {
    abstract String name()
    String toString() { "${getClass().simpleName}:${name()}" }
}
class One extends Base { String name() { 'one' } }
class Two extends One { @Override String name() { super.name() + '+two' } }
issue.projectKey = Config.PROJECT
issue.typeName = Config.typeFor(replica.type.name)
println issue.type.name + Config.typeFor(null) + Config.used
List<Rule> rules = [new VipRule(), [matches: { true }, apply: { "default" }] as Rule]
println rules.findAll { it.matches(replica) }*.apply(replica)
println([new One(), new Two()])
println new Two() instanceof Base
def anon = new Rule() {
    boolean matches(r) { false }
    String apply(r) { 'anon' }
}
println "" + anon.matches(null) + anon.apply(null)
trait Tagged { List tags = []; def tag(t) { tags << t; this } }
class Thing implements Tagged {}
println new Thing().tag('a').tag('b').tags
