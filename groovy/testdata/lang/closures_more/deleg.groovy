class D { def invokeMethod(String n, a) { println "D.$n ${a.toList().collect { it instanceof Closure ? 'closure' : it }}"; if (a && a[-1] instanceof Closure) { a[-1].delegate = this; a[-1].resolveStrategy = Closure.DELEGATE_FIRST; a[-1]() } } }
class M { def methodMissing(String n, a) { println "M.$n ${a.toList().collect { it instanceof Closure ? 'closure' : it }}"; if (a && a[-1] instanceof Closure) { a[-1].delegate = this; a[-1].resolveStrategy = Closure.DELEGATE_FIRST; a[-1]() } } }
def p(Object... x) { println "script p ${x.toList()}" }
def run(d, strategy, c) { c.delegate = d; c.resolveStrategy = strategy; c() }
[new D(), new M()].each { d ->
    [Closure.DELEGATE_FIRST, Closure.OWNER_FIRST, Closure.DELEGATE_ONLY].each { s ->
        println "${d.class.simpleName} $s"
        run(d, s) { p 1; o { p 2; q { p 3 } } }
        def k = { p 4; o { p 5 } }
        run(d, s, k)
        def outer = { -> return { p 6; z { p 7 } } }
        run(d, s, outer())
    }
}
