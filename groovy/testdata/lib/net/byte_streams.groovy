def o = new ByteArrayOutputStream()
o.write(65)
o.write([66, 67] as byte[])
println o.toByteArray().toList()
println o
println new ByteArrayInputStream('a\nb'.bytes).readLines()
