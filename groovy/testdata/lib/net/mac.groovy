import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
for (a in ['HmacSHA1', 'HmacSHA256', 'HmacSHA512', 'HmacMD5']) {
    def m = Mac.getInstance(a)
    m.init(new SecretKeySpec('key'.bytes, a))
    println "$a ${m.doFinal('The quick brown fox'.bytes).encodeHex()} ${m.macLength} ${m.algorithm}"
}
def m = Mac.getInstance('HmacSHA256')
m.init(new SecretKeySpec('k'.bytes, 'HmacSHA256'))
m.update('a'.bytes)
println m.doFinal('b'.bytes).encodeBase64().toString()
println m.doFinal('ab'.bytes).encodeBase64().toString()
try { Mac.getInstance('nope') } catch (e) { println "${e.getClass().name}: ${e.message}" }
try { new SecretKeySpec([] as byte[], 'x') } catch (e) { println "${e.getClass().name}: ${e.message}" }
try { Mac.getInstance('HmacSHA1').doFinal('x'.bytes) } catch (e) { println "${e.getClass().name}: ${e.message}" }
