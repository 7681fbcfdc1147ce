trait Named { String name = 'anon'; String greet() { "I am $name" } }
trait Loud { String greet() { super.greet().toUpperCase() } }
class Plain { String greet() { 'plain greet' } }
def w = new Plain().withTraits(Named, Loud)
try { println w.greet() } catch (Throwable e) { println e.class.name }
def w2 = new Plain() as Loud
try { println w2.greet() } catch (Throwable e) { println e.class.name }
