interface Calc { int count(); String label(int n); List parts(); void go(); boolean ok() }
def c = [count: { 3 }, label: { "n$it".toString() }, parts: { [1, 2] }, go: { 'ignored' }, ok: { true }] as Calc
println c.count() + c.label(4) + c.parts() + c.go() + c.ok()
def show = { f -> try { println f() } catch (ClassCastException | NullPointerException e) { println e.class.name } }
def bad = [count: { 'x' }, label: { 5 }, parts: { 'text' }, go: { 1 }, ok: { 'true' }] as Calc
show { bad.count() }
show { bad.label(1) }
show { bad.parts() }
show { bad.go() }
show { bad.ok() }
def none = [count: { null }, label: { null }, parts: { null }, ok: { null }] as Calc
show { none.count() }
show { none.label(1) }
show { none.parts() }
show { none.ok() }
interface One { Integer get(String s) }
def one = { it.size() } as One
println one.get('four')
show { ({ 'x' } as One).get('a') }
show { ({ 5L } as One).get('a') }
