println 'Hello'.bytes.encodeBase64().toString()
println 'Hello'.bytes.encodeBase64()
println new String('SGVsbG8='.decodeBase64())
println(('0123456789' * 10).bytes.encodeBase64(true).toString().inspect())
println 'Hi'.bytes.encodeHex().toString()
println new String('4869'.decodeHex())
try { 'abc'.decodeHex() } catch (NumberFormatException e) { println e.message }
try { 'zz'.decodeHex() } catch (NumberFormatException e) { println e.message }
println "${'Hello'.bytes.encodeBase64()}"
