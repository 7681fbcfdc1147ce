// withDefault, asImmutable, asSynchronized, unmodifiable errors
def m = [:].withDefault { k -> k * 2 }
println m.ab
println m
println m['zz'] + m.get('q')
println m.containsKey('nope')
println m.size()
println m.getClass().name
def nested = [:].withDefault { [:].withDefault { 0 } }
nested.a.b += 5
nested.a.c += 1
nested.x.y
println nested
def cnt = [:].withDefault { 0 }
'mississippi'.each { cnt[it]++ }
println cnt
println cnt.sort { -it.value }
def ml = [:].withDefault { [] }
[[1, 'a'], [2, 'b'], [1, 'c']].each { k, v -> ml[k] << v }
println ml
println ml == [1: ['a', 'c'], 2: ['b']]
def l = [].withDefault { it * 10 }
println l[3]
println l
def le = [].withEagerDefault { it * 10 }
le[3]
println le
def im = [1, 2].asImmutable()
try { im << 3 } catch (e) { println e.class.name + ' ' + e.message }
try { im[0] = 3 } catch (e) { println e.class.name }
try { im.sort() } catch (e) { println e.class.name }
try { im.clear() } catch (e) { println e.class.name }
println im + 3
println im.getClass().name
def imm = [a: 1].asImmutable()
try { imm.b = 1 } catch (e) { println e.class.name }
try { imm << [c: 1] } catch (e) { println e.class.name }
try { imm.remove('a') } catch (e) { println e.class.name }
println imm + [b: 2]
println imm.getClass().name
println(([1] as Set).asImmutable().getClass().name)
println([1].asSynchronized().getClass().name + ' ' + [a: 1].asSynchronized().getClass().name)
println new TreeMap([a: 1]).asImmutable().getClass().name
def src = [1, 2]
def v = src.asImmutable()
src << 3
println v
