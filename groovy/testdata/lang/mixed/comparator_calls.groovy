int n = 0
def ts = new TreeSet({ x, y -> n++; x <=> y } as Comparator)
ts.add(1); println n
ts.add(2); println n
def tm = new TreeMap({ x, y -> n++; x <=> y } as Comparator)
tm.put('a', 1); println n
tm.b = 2; println n
try { new TreeSet().add(null) } catch (e) { println e.class }
try { new TreeSet().add(new Object()) } catch (e) { println e.class }
try { new TreeMap().put([1], 1) } catch (e) { println e.class }
println([3, 1, 2].toSorted { p, q -> n++; q <=> p }); println n
println([3, 1, 2].toUnique { p, q -> n++; q <=> p }); println n
println([3, 1, 2, 1].toUnique { n++; it % 2 }); println n
println([null, 1, null].unique { it }); 
try { println([null, 1, null].toUnique { it }) } catch (e) { println e.class }
println([[1], [2], [1]].unique { it })
println([[1], [2], [1]].toUnique { it })
println([[a: 1], [a: 2], [a: 1]].toUnique { it.a })
println([[a: 1], [a: 2], [a: 1]].toUnique { x, y -> x.a <=> y.a })
println(['b', 'A', 'a', 'B'].toUnique { it.toLowerCase() })
println(['b', 'A', 'a', 'B'].unique { it.toLowerCase() })
println([1, 2, '1', 2L].unique { it.toString() })
println([1, 'a', 2.0].sort { it.toString() })
try { println([1, 'a'].sort { it }) } catch (e) { println e.class }
println([[1], [0]].sort { it[0] })
println([[b: 1], [a: 0]].sort { it })
println([[2], [1]].sort { it })
