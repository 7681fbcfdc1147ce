trait HasId { int id; abstract String kind(); String tag() { kind() + '#' + id } }
trait Auditable extends HasId { List log = []; def audit(String s) { log << "${tag()}:$s"; this } }
class Doc implements Auditable { String kind() { 'doc' } ; String body }
def d = new Doc(id: 4, body: 'x')
d.audit('open').audit('close')
println d.log
println d.tag()
println d.body
println d.properties.findAll { k, v -> k in ['id', 'log', 'body'] }.sort()
trait Comparing implements Comparable { int compareTo(o) { weight() <=> o.weight() } abstract int weight() }
class W implements Comparing { int n; int weight() { n } ; String toString() { "W$n" } }
println([new W(n: 3), new W(n: 1)].sort())
println new W(n: 2) < new W(n: 5)
trait Greeter { String greeting() { 'Hello' } ; private String secret() { 'sss' } ; String all() { greeting() + secret() + this.class.simpleName } }
class G1 implements Greeter { String greeting() { 'Ciao ' } }
println new G1().all()
trait WithClosure { def c = { -> "c:${name}" } ; def run2() { c() } }
class WC implements WithClosure { def name = 'wc' }
println new WC().run2()
trait Stat { static String make() { 'made ' + hello() } ; static hello() { 'st' } }
class S implements Stat {}
println S.make()
interface Walk { String walk() }
trait Walker implements Walk { String walk() { 'walking' } }
class Man implements Walker {}
Walk man = new Man()
println man.walk()
println man instanceof Walk
def lambda = { 'closure walk' } as Walk
println lambda.walk()
trait OneAbstract { abstract String foo(); String twice() { foo() * 2 } }
OneAbstract oa = { 'ab' }
println oa.twice()
println(({ 'xy' } as OneAbstract).twice())
def mm = [foo: { 'm' }] as OneAbstract
println mm.foo()
