trait Tagged { List<String> tags = []; Tagged tag(String t) { tags << t; this } ; boolean tagged(String t) { t in tags } }
class Item { String title; String toString() { "Item($title)" } }
def i = new Item(title: 'a').withTraits(Tagged)
println i.tag('x').tag('y').tags
println i.tagged('x')
println i.title
println i.tagged('q')
println Item.interfaces*.simpleName
class It2 extends Item implements Tagged {}
def j = new It2(title: 'b', tags: ['z'])
println j.tag('w').tags
println j
println j.tags.size()
def f = { Tagged t -> t.tags.join('+') }
println f(i) + f(j)
