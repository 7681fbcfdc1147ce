import java.security.MessageDigest
for (a in ['MD5', 'SHA-1', 'SHA-256', 'SHA-512', 'SHA-384', 'SHA1', 'md5', 'SHA-224']) {
    def d = MessageDigest.getInstance(a)
    println "$a ${d.digest('hello'.getBytes('UTF-8')).encodeHex()} ${d.algorithm} ${d.digestLength}"
}
def d = MessageDigest.getInstance('SHA-256')
d.update('hel'.bytes)
d.update('lo'.bytes)
println d.digest().encodeHex().toString()
println d.digest().encodeHex().toString()
d.update('x'.bytes)
d.reset()
d.update((byte) 65)
println new BigInteger(1, d.digest()).toString(16).padLeft(64, '0')
println MessageDigest.isEqual('a'.bytes, 'a'.bytes)
try { MessageDigest.getInstance('nope') } catch (e) { println "${e.getClass().name}: ${e.message}" }
println MessageDigest.getInstance('MD5').digest('x'.bytes).collect { String.format('%02x', it) }.join()
