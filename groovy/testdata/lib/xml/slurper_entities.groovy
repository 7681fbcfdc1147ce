def r = new XmlSlurper().parseText('<a t="&lt;&#10;x">&amp;&#169;&gt;</a>')
println r.text()
println r.@t.text().inspect()
