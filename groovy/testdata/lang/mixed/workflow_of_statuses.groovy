class Status { String name; Status(String n) { name = n }; String toString() { "S($name)" }; boolean equals(o) { o instanceof Status && o.name == name }; int hashCode() { name.hashCode() } }
class Issue { String key; Status status; Map fields = [:]; List<String> log = []
  def propertyMissing(String n) { fields[n] }
  def propertyMissing(String n, v) { log << "$n=$v".toString(); fields[n] = v }
  void transition(String to) { if (status.name == to) throw new IllegalStateException("already in $to"); status = new Status(to) } }
def i = new Issue(key: 'A-1', status: new Status('Open'))
i.customA = 5
i.'custom B' = 'x'
println i.customA + ' ' + i.'custom B' + ' ' + i.zzz
println i.log
def flow = [Open: ['In Progress', 'Done'], 'In Progress': ['Done']]
['In Progress', 'In Progress', 'Done'].each { to ->
  try { assert flow[i.status.name]?.contains(to) : "no way from ${i.status} to $to"; i.transition(to); println i.status } catch (AssertionError e) { println e.message }
}
println i.status == new Status('Done')
switch (i.status) { case { it.name.startsWith('D') }: println 'closure case'; break; default: println 'none' }
i.transition('Done')
