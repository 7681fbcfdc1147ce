// List: slices, negative indexes, putAt of ranges
def l = [1, 2, 3, 4, 5]
println l[-1]
println l[1..3]
println l[-3..-1]
println l[3..1]
println l[0..<2]
println l[-1..0]
println l[0, 2, 4]
println l[0..1, 3]
println l[[0, 1]]
l[1..2] = ['a', 'b', 'c']
println l
l[0..0] = []
println l
l[1..<1] = [9, 9]
println l
l[7] = 'end'
println l
l[-1] = 'last'
println l
try { l[-20] = 1 } catch (e) { println e.class.name + ': ' + e.message }
try { l[-20] } catch (e) { println e.class.name + ': ' + e.message }
println l[100]
try { l.get(100) } catch (e) { println e.class.name }
try { l[2..50] } catch (e) { println e.class.name + ': ' + e.message }
l[0, 1] = ['x', 'y']
println l
try { l[0, 1] = [1, 2, 3] } catch (e) { println e.class.name + ': ' + e.message }
println l.getAt(0)
l.putAt(0, 'zero')
println l
def (a, b) = l
println "$a $b"
println l[2..<-1]
println l.subList(1, 3)
l.subList(1, 3).clear()
println l
def s = l.subList(0, 2)
s << 'q'
println "$s $l"
l << 'boom'
try { println s } catch (e) { println e.class.name }
println(([1,2,3][1..<1]))
println(([1,2,3][0..-1]))
println((([] as List)[0..<0]))
try { println ([][0..-1]) } catch (e) { println e.class.name + ': ' + e.message }
