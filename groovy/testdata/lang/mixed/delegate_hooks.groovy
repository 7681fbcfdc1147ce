class Spec {
    Map conf = [:]; List steps = []
    def title(String s) { conf.title = s }
    def set(Map m) { conf << m }
    def step(Map o = [:], String name, @DelegatesTo(Spec) Closure c = null) {
        def sub = new Spec(); steps << [name: name, opts: o, sub: sub]
        if (c) { c.delegate = sub; c.resolveStrategy = Closure.DELEGATE_FIRST; c() }
    }
    def methodMissing(String n, a) { conf[n] = a.size() == 1 ? a[0] : a.toList() }
    def propertyMissing(String n) { conf.containsKey(n) ? conf[n] : "?$n" }
    void propertyMissing(String n, v) { conf[n] = v }
}
def spec(Closure c) { def s = new Spec(); c.delegate = s; c.resolveStrategy = Closure.DELEGATE_FIRST; c.call(s); s }
def s = spec {
    title 'Main'
    set a: 1, b: [2]
    level 5
    many 1, 2, 3
    step 'one'
    step('two', retry: 3) { title 'Inner'; step 'three' }
    color = 'red'
    step name.toString(), color: color
}
println s.conf
println s.steps*.name
println s.steps[1].sub.conf + s.steps[1].opts
println s.steps[2].name
println s.size
def please(action) { [the: { what -> [of: { n -> action(what).call(n) }] }] }
show = { println it }; square_root = { Math.sqrt(it) }
please { show >> { it } } the square_root of 100
