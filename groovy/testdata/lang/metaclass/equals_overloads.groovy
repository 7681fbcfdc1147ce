class P { String name; boolean equals(Integer i) { true }; boolean equals(P p) { name == p.name } ; int compareTo(P p) { 1 } }
println new P(name: 'a').equals(new P(name: 'a'))
println new P(name: 'a') == new P(name: 'a')
println new P(name: 'a') == 5
println new P(name: 'a') == 'z'
println([new P(name: 'a')].contains(new P(name: 'a')))
println([new P(name: 'a')] == [new P(name: 'a')])
println([new P(name: 'a')].indexOf(5))
println new P(name: 'a').equals(null)
println new P(name: 'a') == null
println null == new P(name: 'a')
println([(new P(name: 'a')): 1].size())
