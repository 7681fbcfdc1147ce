def w = new StringWriter()
w.withPrintWriter { p -> p.println 'a'; p.print 'b' }
println w
w << "x${1}" << null
println w.toString()
