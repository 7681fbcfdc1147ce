// A GString and a text make a GString, a GString and anything else a String.
def k = 'key'
def kinds = ["g$k" + 2.0, "g$k" + 2, "g$k" + 'x', "g$k" + null, "g$k" + [1], "g$k" + "h${2}", "g$k" + true, "g$k" + ('c' as char)]
kinds.each { println it + ' ' + it.class.simpleName }
def byKey = [gkey1: 'found']
println byKey.get("g$k" + 1)
println byKey.get("g$k" + '1')
println byKey.containsKey("gkey${''}" + 1)
println(("g$k" << 'x').class.simpleName)
println(('g' << 'x').class.simpleName)
println "g$k and ${2}".getValue(1)
def s = "n$k".eachMatch(/k/) { print it }
println ' ' + s.class.simpleName
def b = new StringBuilder('kk')
println b.eachMatch('k') { print it }.is(b)
