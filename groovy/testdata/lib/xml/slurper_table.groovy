def r = new XmlSlurper().parseText('<t><r><c>1</c><c>2</c></r><r><c>3</c></r></t>')
println r.r.collect { row -> row.c.collect { it.toInteger() } }
println r.r.c.size()
println r.r[1].c.text()
println r.r.c*.toInteger().sum()
