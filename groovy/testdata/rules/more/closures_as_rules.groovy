message()
def rules = [
    [name: 'vip', when: { it.labels.any { l -> l.label == 'vip' } }, then: { i, r -> i.vip = true }],
    [name: 'p1', when: { it.priority.name == 'P1' }, then: { i, r -> i.page = true }],
    [name: 'doing', when: { it.status?.name ==~ /Do.+/ }, then: { i, r -> i.setStatus('In Progress'); i.note = r.key }],
]
def fired = rules.findAll { rule -> rule.when(replica) }.each { it.then(issue, replica) }*.name
println fired
def pipeline = [{ it.trim() }, { it.toUpperCase() }, { it.tokenize() }, { it.size() }]
println pipeline.inject(replica.summary) { v, f -> f(v) }
def chain = pipeline.inject { a, b -> a >> b }
println chain(' x y ')
def validators = [required: { it != null }, short: { it.size() < 12 }, upper: { it ==~ /[A-Z].*/ }]
def check = { v -> validators.findAll { n, f -> !f(v) }.keySet() }
println check('Safari') + check('safari is a browser')
def when = { cond, Closure body -> cond ? body() : null }
when(replica.labels) { println 'has labels' }
println when(false) { 'x' }
def (ok, bad) = [1, 2, 3, 4].split { it % 2 == 0 }
println ok + bad
show(issue)
