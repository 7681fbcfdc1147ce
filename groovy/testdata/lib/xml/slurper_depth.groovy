def r = new XmlSlurper().parseText('<a><b><c><d>x</d></c></b></a>')
println r.b.c.d
println r.depthFirst().find { it.name() == 'd' }.text()
println r.depthFirst().size()
