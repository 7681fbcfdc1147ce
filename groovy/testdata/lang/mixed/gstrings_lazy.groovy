def n = 0
def g = "now ${n} lazy ${-> n} arg ${w -> w << n * 2}"
n = 5
println g
println g.toString().is(g.toString())
def k = "k${1}"
def m = [(k): 'v']
println m['k1'] + ' ' + m[k] + ' ' + m.containsKey(k) + ' ' + m.keySet()[0].class.simpleName
m = ["$k": 'w']; println m.k1
println(['a1', 'b'].contains("a${1}")); println "a${1}" in ['a1']; println(['a1'].indexOf("a${1}")); println([("a${1}" as String)] == ['a1']); println(["a${1}"] == ['a1'])
def f(String s) { "S:$s" }; def f2(Object s) { s.class.simpleName }; println f("x$n") + f2("x$n")
println "a$n" == 'a5'; println 'a5' == "a$n"; println 'a5'.equals("a$n"); println "a$n".hashCode() == 'a5'.hashCode()
println "${n}${n}".length() + "${n}".size(); println "$n" * 2; println "$n" + 1 + [1]; println "a$n".replace('a', 'b').class.simpleName
println "${[1, 2].collect { "<$it>" }.join("${','}")}"; println "${n > 3 ? "big${n}" : 'small'}"; println "${def q = 3; q * 2}"; println "${}" + 'e'
println "$n.0 ${n}.1 $n-$n \$n \\$n" + '$n' + /$n\d/ + $/$n$$n/$
println """a
  $n
""".readLines().size(); println "tab\t|nl\\n|u\u0041|o\101"
def list = ["${n}", 'x']; n = 9; println list; println list.sort(); println list*.class*.simpleName
println "${n}".toInteger() + 1; println "$n" as Integer; println "x".compareTo("x${''}"); println("${n}" <=> '9'); switch ("$n") { case '9': println 'nine'; break; default: println 'other' }
def s = "v=${n}"; s += '!'; println s + s.class.simpleName; String t = "v=${n}"; println t.class.simpleName; println "a${null}b${[:]}c${[]}d${''}"
println "$m.k1 ${m.k1} $m" + "${m.'k1'}"; println "${'nested ' + "${'deep ' + "${n}"}"}"; println "a" "b"
