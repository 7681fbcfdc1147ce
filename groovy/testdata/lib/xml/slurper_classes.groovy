def r = new XmlSlurper().parseText('<r id="1"><i k="x">one</i><i>two</i></r>')
println r.getClass().name
println r.i.getClass().name
println r.i[0].getClass().name
println r.@id.getClass().name
println r.i[9].getClass().name
println r.i.find { false }.getClass().name
println r.i.findAll { true }.getClass().name
println r.children().getClass().name
println r.attributes().getClass().name
