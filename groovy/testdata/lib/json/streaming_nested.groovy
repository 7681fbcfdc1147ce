def w = new StringWriter()
new groovy.json.StreamingJsonBuilder(w).call { a { b { c 1 } }; d([]); e null }
println w
