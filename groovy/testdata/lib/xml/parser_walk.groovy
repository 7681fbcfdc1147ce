def r = new XmlParser().parseText('<a><b><c>1</c></b><b><c>2</c><c>3</c></b></a>')
println r.b.c*.text()
println r.b.c.size()
println r.b[1].c[0].text()
r.b.each { println it.c.size() }
println r.b.collect { it.c*.text() }
