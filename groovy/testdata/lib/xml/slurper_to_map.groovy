def conv
conv = { n -> n.children().size() ? n.children().collectEntries { [(it.name()): conv(it)] } : n.text() }
println conv(new XmlSlurper().parseText('<a><b>1</b><c><d>2</d></c></a>'))
