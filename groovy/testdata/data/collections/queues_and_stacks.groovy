// Deque, ArrayDeque, LinkedList, PriorityQueue, Stack, Vector
def d = new ArrayDeque([1, 2, 3])
d.addFirst(0); d.addLast(4); d.push(-1)
println d
println d.peekFirst() + ' ' + d.peekLast() + ' ' + d.pop() + ' ' + d.pollLast() + ' ' + d.poll()
println d
println d.offer(9)
println d.removeFirstOccurrence(2)
println d
try { d << null } catch (e) { println e.class.name }
d.clear()
println d.peek()
println d.poll()
try { d.pop() } catch (e) { println e.class.name }
try { d.element() } catch (e) { println e.class.name }
try { d.remove() } catch (e) { println e.class.name }
def ll = new LinkedList(['a', 'b'])
ll.addFirst('z'); ll.push('y'); ll << 'c'
println ll
println ll.pop() + ll.removeLast() + ll.getFirst() + ll.getLast() + ll.peek()
ll.add(1, 'mid')
println ll
println ll.indexOf('mid')
println ll.descendingIterator().collect { it }
println ll.poll() + ll
def pq = new PriorityQueue([5, 1, 4, 2, 3])
println pq
def out = []
while (pq) out << pq.poll()
println out
def pq2 = new PriorityQueue({ a, b -> b <=> a } as Comparator)
[3, 1, 2].each { pq2 << it }
println pq2
println pq2.peek()
println pq2.toList()
def pq3 = new PriorityQueue(11, Comparator.comparing { it.size() })
pq3.addAll(['ccc', 'a', 'bb'])
println pq3.poll() + pq3.poll() + pq3.poll() + pq3.poll()
def st = new Stack()
st.push(1); st.push(2); st << 3
println st
println st.peek() + ' ' + st.pop() + ' ' + st.search(1) + ' ' + st.search(9) + ' ' + st.empty()
try { new Stack().pop() } catch (e) { println e.class.name }
def v = new Vector([1, 2, 3])
v.addElement(4); v.insertElementAt(0, 0); v.removeElementAt(1)
println v + ' ' + v.elementAt(0) + ' ' + v.firstElement() + ' ' + v.lastElement()
println v.elements().toList()
println v
