def words = ['3.14','a','b','true','x9','hello','World','z','kk','ll','mm','alpha','beta','gamma','delta','e17','q','ww','eee','rrr','tt','uuu']
(0..words.size()).each { n ->
  def w = words.take(n)
  println w.toSet()
  println w as HashSet
  println new HashSet(w)
  def h = new HashSet(); h.addAll(w); println h
  def h2 = new HashSet(3); h2.addAll(w); println h2
  println h.clone()
  println w.join('').toSet()
  def m = w.collectEntries { [it, 1] }
  println new HashMap(m)
  println m as HashMap
  def q = new HashMap(); q.putAll(m); println q
  def q2 = new HashMap(); m.each { k, v -> q2.put(k, v) }; println q2
  def q3 = new HashMap(40); q3.putAll(m); println q3
  def q4 = new HashMap(1); q4.putAll(m); println q4
  println q2.clone()
  println q2 + [foo: 1]
  println q2.plus([foo: 1, bar: 3])
  println q + q3
  def q5 = new HashMap([a: 1]); q5.putAll(m); println q5
  def q6 = new HashMap(m); q6.keySet().removeAll(['a', 'b']); q6.clear(); m.each { k, v -> q6[k] = v }; println q6
  println new HashSet(m.keySet())
  println w.iterator().toSet()
  println new Hashtable(m)
  println h.findAll { true }
  println h.collect { it }
  println h + ['zz']
  println h - ['a']
  println h.plus(['foo', 'bar'])
  println h.intersect(w)
  println h.groupBy { it.size() }

  println h.sort()
  println h.unique()
  println h.asImmutable()
  println h.toSet()
  println h.toList()
  println h.clone().class
  println q.findAll { true }
  println q.collectEntries { k, v -> [v, k] }
  println q.keySet()*.size()
  println q.groupBy { it.key.size() }
  println q.subMap(['a','b'])
  println new java.util.concurrent.ConcurrentHashMap(m).keySet().size()
  def p = new Properties(); p.putAll(m); println p
}
