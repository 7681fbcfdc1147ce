import java.nio.charset.*
println StandardCharsets.UTF_8
println 'é€'.getBytes(StandardCharsets.UTF_8).length
println 'é€'.getBytes(StandardCharsets.ISO_8859_1).toList()
println 'é'.getBytes('UTF-16').toList()
println new String([0xC3, 0xA9] as byte[], StandardCharsets.UTF_8)
println new String([0xE9] as byte[], 'ISO-8859-1')
println Charset.forName('utf8').name()
println Charset.defaultCharset()
println Charset.isSupported('nope')
println new String('abcdef'.bytes, 1, 3)
for (c in [{ Charset.forName('nope') }, { 'a'.getBytes('nope') }, { Charset.forName('a b') }, { new String('a'.bytes, 'zzz') }])
    try { c() } catch (e) { println "${e.getClass().name}: ${e.message}" }
