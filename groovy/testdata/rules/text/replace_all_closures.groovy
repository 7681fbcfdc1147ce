message()
def s = "REM-12 and REM-345, see rem-6"
println s.replaceAll(/REM-(\d+)/) { all, n -> "<$n>" }
println s.replaceAll(/(?i)rem-(\d+)/) { "[${it[0]}:${it[1].size()}]" }
println s.replaceAll(/\d/) { (it.toInteger() + 1) % 10 }
println s.replaceAll('REM-', 'PRJ-').replaceFirst(/\d+/, '\\$0')
println s.replaceAll(~/[aeiou]/, '_')
println s.replaceAll(/(\w+)-(\d+)/, '$2-$1')
def map = [REM: 'PRJ', and: '&']
println s.replaceAll(/\b(REM|and)\b/) { m, w -> map[w] ?: w }
println s.replaceAll(/z/) { "never" }
println "price: 5".replaceAll(/\d/, java.util.regex.Matcher.quoteReplacement('$1'))
println "a.b.c".replace('.', '/').replaceAll('/', '.')
println s.findAll(/\d+/)*.toInteger().sum()
println s.find(/REM-\d{3}/) + s.find(/(\w+)-(\d)/) { a, w, d -> w + d }
