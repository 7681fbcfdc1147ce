println 'abc'.bytes.encodeHex()
def b = [1, -1, 127] as byte[]
println b.encodeHex().toString()
println 'ff00'.decodeHex().toList()
