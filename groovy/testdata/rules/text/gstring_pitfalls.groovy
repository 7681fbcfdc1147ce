message()
def k = "a"
def m = ["$k": 1, b: 2]
println m['a'] + "/" + m["$k"] + "/" + m.a
println m.containsKey('a')
def m2 = [("$k".toString()): 1]
println m2.a
def s = "key-${k}"
println s == 'key-a'
println s.equals('key-a')
println 'key-a'.equals(s)
println (['key-a'].contains(s))
println s in ['key-a']
println([(s as String)].contains('key-a'))
def n = 1
def eager = "n=${n}", lazy = "n=${-> n}"
n = 2
println eager + " " + lazy
println s.class.simpleName + " " + s.toString().class.simpleName
println "${[1, 2]} ${[a: 1]} ${null} ${1.0} ${'x' * 2}"
println "sum: ${[1, 2, 3].sum()} map: ${m.collect { kk, v -> "$kk$v" }.join(',')}"
println "\$5 ${'$'}6 \"q\" ${"nested ${"deep"}"}"
def t = /slashy ${k}\d+/
println t
println 'single $k ${k}'
println "$issue.key: ${issue.summary.length()}"
switch ("v$k") { case 'va': println 'matched'; break; default: println 'no' }
def st = ['va'] as Set
println "" + st.contains("v$k") + " " + st.contains("v$k".toString())
String typed = "v$k"
println st.contains(typed)
println "a" + 1 + 2L + 3.0 + 'c' + null + true
println 1 + 2 + "x" + 1 + 2
