message()
def remote = replica.labels*.label as Set
def local = issue.labels*.label.toSet()
println((remote - local).sort())
println(remote.intersect(local))
println((remote + local).size())
println(remote.containsAll(['vip']) && !local.contains('vip'))
def added = remote.findAll { !(it in local) }
println added.class.simpleName
def q = new LinkedList([1, 2])
q.add(3); q.addFirst(0)
println q.poll() + q.peek() + q.removeLast()
println q
def seen = [] as HashSet
println([1, 2, 1, 3, 2].findAll { seen.add(it) })
def st = [] as Stack
st.push('a'); st.push('b')
println st.pop() + st.peek()
def tm = new TreeMap([z: 1, a: 2])
tm.put('m', 3)
println tm
println tm.headMap('n').size() + tm.lastKey()
def counts = [:].withDefault { 0 }
'mississippi'.each { counts[it]++ }
println counts.sort { a, b -> b.value <=> a.value ?: a.key <=> b.key }
def grouped = [:].withDefault { [] }
replica.labels.each { grouped[it.label.size()] << it.label }
println grouped
println Collections.nCopies(2, 'x') + Collections.emptyList() + Collections.max([1, 3])
println([[1, 2], [3]].combinations().size() + [1, 2, 3].permutations().size())
println([1, 2, 3, 4].collate(3)*.sum() + [[1, 'a'], [2, 'b']].transpose())
def it3 = [1, 2].listIterator()
while (it3.hasNext()) { def v = it3.next(); it3.set(v * 10) }
println(['a', 'b'].indexed().collect { i, v -> "$i$v" } + [5, 6].withIndex())
