def r = new XmlSlurper().parseText('<r><a>1</a><b/></r>')
r.a = 'new'
println r.a
r.b.replaceBody('zz')
println r.b.text()
println r.children().size()
