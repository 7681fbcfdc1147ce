message()
def wiki = """||Name||Role||
|Ann|Lead|
|Bob| |
not a row
|Cy|Dev|"""
def header, rows = []
wiki.eachLine { line ->
    if (line.startsWith('||')) header = line.split(/\|\|/).findAll { it }
    else if (line.startsWith('|')) rows << line[1..-2].split(/\|/)*.trim()
}
println header
println rows
def objs = rows.collect { r -> [header, r].transpose().collectEntries { a, b -> [a.toLowerCase(), b ?: null] } }
println objs
println objs.findAll { it.role }.name
println objs.groupBy { it.role ?: 'none' }.keySet()
def html = "<table>" + rows.collect { r -> "<tr>" + r.collect { "<td>$it</td>" }.join() + "</tr>" }.join("\n") + "</table>"
println html
println rows*.size().max()
println rows.collect { it.join('\t') }.join('\n')
