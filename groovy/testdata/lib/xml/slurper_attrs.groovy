def r = new XmlSlurper().parseText('<t><r a="1" b="2"/><r a="3"/></t>')
println r.r*.@a*.toInteger().sum()
println r.r[0].@b
println r.r[1].@b.text().isEmpty()
println r.r.findAll { it.@b.text() }.size()
println r.r.@a.collect { it.text() }
