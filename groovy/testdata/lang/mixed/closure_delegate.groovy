class Ctx { String name; def hi(x) { "hi $x from $name" } ; def only() { 'ctx-only' } }
name = 'script'
def hi(x) { "script hi $x" }
def c = { "$name ${hi('u')}" }
println c()
c.delegate = new Ctx(name: 'ctx')
println c()
c.resolveStrategy = Closure.DELEGATE_FIRST
println c()
c.resolveStrategy = Closure.DELEGATE_ONLY
println c()
c.resolveStrategy = Closure.OWNER_ONLY
println c()
def d = { only() }
try { d() } catch (MissingMethodException e) { println e.method + ' ' + e.type.simpleName.replaceAll(/\d/, '') }
d.delegate = new Ctx(); println d()
def e = { -> { -> owner.getClass() == delegate.getClass() }() }
println e()
println c.owner.is(this); println c.thisObject.is(this)
def nest = { def in2 = { owner }; in2() }
println nest() == nest
def setter = { name = 'changed'; age = 4 }
def m = [:]
setter.delegate = m; setter.resolveStrategy = Closure.DELEGATE_FIRST; setter()
println m; println name
def ex = new Expando(); setter.delegate = ex; setter(); println ex.name + ex.age
println new Ctx(name: 'w').with { hi(name) }
def build(@DelegatesTo(Ctx) Closure cl) { def x = new Ctx(); cl.delegate = x; cl.resolveStrategy = Closure.DELEGATE_FIRST; cl(x); x }
println build { name = 'built' }.name
println build { it.name = 'it' }.name
def rehyd = { name }.rehydrate(new Ctx(name: 'del'), this, this)
rehyd.resolveStrategy = Closure.DELEGATE_FIRST
println rehyd()
println([1, 2].collect { [it, delegate.is(this)] })
def c2 = c.clone(); println c2.delegate.is(c.delegate)
println({ -> delegate.is(owner) }())
try { def z = { undefinedThing }; z.delegate = new Ctx(); z() } catch (MissingPropertyException ex2) { println ex2.message.replaceAll(/ for class: \w+/, ' X') }
