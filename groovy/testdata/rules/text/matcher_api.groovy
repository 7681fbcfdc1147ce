message()
import java.util.regex.*
Pattern p = ~/(?<proj>[A-Z]+)-(?<num>\d+)/
Matcher m = p.matcher("see PRJ-1, PRJ-22; REM-3")
def found = []
while (m.find()) found << [m.group("proj"), m.group('num') as int, m.start(), m.end()]
println found
m.reset()
println m.count + " " + m.groupCount()
def mm = "x=1;y=2" =~ /(\w)=(\d)/
println mm[0] + mm[1][1]
println mm.collect { all, k, v -> "$k$v" }
mm.each { println it }
println mm.size()
def (all, k, v) = mm[1]
println "$all|$k|$v"
assert "abc" ==~ /a.c/
println "abc".matches("ab") || "abc" ==~ 'abc'
def sb = new StringBuffer()
def r = Pattern.compile("[bc]", Pattern.CASE_INSENSITIVE).matcher("aBcD")
while (r.find()) r.appendReplacement(sb, "<" + r.group().toLowerCase() + ">")
r.appendTail(sb)
println sb
println(("a1b22" =~ /\d+/).with { "" + it.hasGroup() + ":" + it.replaceAll("#") })
switch ("PRJ-9") {
    case ~/REM-.*/: println "rem"; break
}
println Pattern.matches(/\d{3}/, "123")
println "a, b;c".split(/[,;]\s*/).toList()
println "one  two".split().length + "a|b|c".split('|' as char ? /\|/ : '')[1]
