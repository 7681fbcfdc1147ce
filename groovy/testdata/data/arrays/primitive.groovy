int[] a = [3,1,2]
try { println a + 4 } catch (e) { println e.message.readLines()[0] }
try { println a + [4] } catch (e) { println e.message.readLines()[0] }
try { println a + a } catch (e) { println e.message.readLines()[0] }
try { println a - 3 } catch (e) { println e.message.readLines()[0] }
try { println a * 2 } catch (e) { println e.message.readLines()[0] }
try { println a << 2 } catch (e) { println e.message.readLines()[0] }
try { a += 3 } catch (e) { println e.message.readLines()[0] }
String[] s = ['x', 'y']
try { println s + 'z' } catch (e) { println e.message.readLines()[0] }
try { println((s + ['q', 'r']).class) } catch (e) { println e.message.readLines()[0] }
try { println s - 'x' } catch (e) { println e.message.readLines()[0] }
try { println s + s } catch (e) { println e.message.readLines()[0] }
try { println s << 'z' } catch (e) { println e.message.readLines()[0] }
try { println s + 5 } catch (e) { println e.class }
try { println a.sort() } catch (e) { println e.message.readLines()[0] }
try { println a.reverse() } catch (e) { println e.message.readLines()[0] }
try { println a.sum() } catch (e) { println e.message.readLines()[0] }
try { println a.max() } catch (e) { println e.message.readLines()[0] }
try { println a.toList() } catch (e) { println e.message.readLines()[0] }
try { println a.join('-') } catch (e) { println e.message.readLines()[0] }
try { println a.contains(2) } catch (e) { println e.message.readLines()[0] }
try { println a.inject { x, y -> x + y } } catch (e) { println e.message.readLines()[0] }
try { println a.count(3) } catch (e) { println e.message.readLines()[0] }
try { println a.indexOf(2) } catch (e) { println e.message.readLines()[0] }
try { println a.equals([1,2,3] as int[]) } catch (e) { println e.message.readLines()[0] }
try { println a == [1,2,3] } catch (e) { println e.message.readLines()[0] }
try { println a[0..1] } catch (e) { println e.message.readLines()[0] }
try { println a[-1] } catch (e) { println e.message.readLines()[0] }
try { println a.eachWithIndex { x, i -> print "$x$i " } } catch (e) { println e.message.readLines()[0] }
try { println a.toSet() } catch (e) { println e.message.readLines()[0] }
try { println a.size() + a.length } catch (e) { println e.message.readLines()[0] }
try { println a.iterator().class.simpleName.size() > 0 } catch (e) { println e.message.readLines()[0] }
try { println a.first() + a.last() } catch (e) { println e.message.readLines()[0] }
try { println a.unique() } catch (e) { println e.message.readLines()[0] }
try { println a.take(2) } catch (e) { println e.message.readLines()[0] }
try { println a.drop(2) } catch (e) { println e.message.readLines()[0] }
try { println a.tail() } catch (e) { println e.message.readLines()[0] }
try { println a.flatten() } catch (e) { println e.message.readLines()[0] }
try { println a.toArray() } catch (e) { println e.message.readLines()[0] }
try { println a.each { } } catch (e) { println e.message.readLines()[0] }
try { println a.toSorted() } catch (e) { println e.message.readLines()[0] }
try { println a.head() } catch (e) { println e.message.readLines()[0] }
try { println a.isEmpty() } catch (e) { println e.message.readLines()[0] }
try { println a.add(3) } catch (e) { println e.message.readLines()[0] }
try { println a.get(0) } catch (e) { println e.message.readLines()[0] }
try { println a.collate(2) } catch (e) { println e.message.readLines()[0] }
try { println a.withIndex() } catch (e) { println e.message.readLines()[0] }
try { println a.indexed() } catch (e) { println e.message.readLines()[0] }
try { println s.take(1) } catch (e) { println e.message.readLines()[0] }
try { println s.collectEntries { [it, it] } } catch (e) { println e.message.readLines()[0] }
try { println s.flatten() } catch (e) { println e.message.readLines()[0] }
try { println s.isEmpty() } catch (e) { println e.message.readLines()[0] }
try { println s.add('z') } catch (e) { println e.message.readLines()[0] }
try { println s.get(0) } catch (e) { println e.message.readLines()[0] }
try { println s.collectMany { [it, it] } } catch (e) { println e.message.readLines()[0] }
try { println s.intersect(['x']) } catch (e) { println e.message.readLines()[0] }
try { println s.grep(~/x/) } catch (e) { println e.message.readLines()[0] }
try { println s.toSorted { a1, b1 -> b1 <=> a1 } } catch (e) { println e.message.readLines()[0] }
try { println s.inject('') { q, w -> q + w } } catch (e) { println e.message.readLines()[0] }
try { println s.init() } catch (e) { println e.message.readLines()[0] }
try { println s.asList().class } catch (e) { println e.message.readLines()[0] }
try { println s.stream().count() } catch (e) { println e.message.readLines()[0] }
try { println a.stream().sum() } catch (e) { println e.message.readLines()[0] }
try { println s.reverseEach { print it } } catch (e) { println e.message.readLines()[0] }
try { println s.sum() } catch (e) { println e.message.readLines()[0] }
try { println s*.size() } catch (e) { println e.message.readLines()[0] }
try { println s.size } catch (e) { println e.message.readLines()[0] }
try { println a.foo } catch (e) { println e.message.readLines()[0] }
try { println s.length() } catch (e) { println e.message.readLines()[0] }
