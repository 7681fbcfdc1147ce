import javax.crypto.Cipher
import javax.crypto.spec.*
def key = new SecretKeySpec('0123456789abcdef'.bytes, 'AES')
def c = Cipher.getInstance('AES/CBC/PKCS5Padding')
c.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec('fedcba9876543210'.bytes))
def out = c.doFinal('secret message longer than a block'.bytes)
println out.encodeHex()
c.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec('fedcba9876543210'.bytes))
println new String(c.doFinal(out))
def e = Cipher.getInstance('AES')
e.init(Cipher.ENCRYPT_MODE, key)
println e.doFinal('abc'.bytes).encodeBase64().toString()
def n = Cipher.getInstance('AES/ECB/NoPadding')
n.init(Cipher.ENCRYPT_MODE, key)
try { n.doFinal('abc'.bytes) } catch (x) { println x.getClass().name }
def g = Cipher.getInstance('AES/GCM/NoPadding')
g.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, '123456789012'.bytes))
println g.doFinal('abc'.bytes).encodeHex()
try { Cipher.getInstance('nope') } catch (x) { println "${x.getClass().name}: ${x.message}" }
