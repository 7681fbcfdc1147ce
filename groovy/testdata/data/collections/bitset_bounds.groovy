def b = new BitSet()
b.set(3, 6)
println b.get(4, 100)
println b.get(9, 9)
[[-1, 5], [5, -1], [-2147483648, 2147483647], [5, 3]].each { from, to ->
    try { println b.get(from, to) } catch (IndexOutOfBoundsException e) { println e.message }
}
