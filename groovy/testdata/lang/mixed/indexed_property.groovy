import groovy.transform.IndexedProperty
class A { @IndexedProperty List<String> names = ['a', 'b']; @IndexedProperty Integer[] nums = [1, 2] }
def a = new A()
println a.getNames(0)
a.setNames(1, 'z')
println a.names
a.setNums(0, 5)
println a.nums
println a.getNums(1)
a.getNames(0, 1)
