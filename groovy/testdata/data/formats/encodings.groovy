import java.security.*
import javax.crypto.*
import javax.crypto.spec.*
println 'hello'.bytes.encodeBase64().toString()
println new String('aGVsbG8='.decodeBase64())
println 'hello'.bytes.encodeHex().toString()
println new String('68656c6c6f'.decodeHex())
try { '6'.decodeHex() } catch (e) { println e.class.name + ': ' + e.message }
try { 'zz'.decodeHex() } catch (e) { println e.class.name + ': ' + e.message }
println Base64.encoder.encodeToString('subjects?_d'.bytes)
println Base64.urlEncoder.encodeToString([251, 255, 254] as byte[])
println Base64.encoder.withoutPadding().encodeToString('a'.bytes)
println new String(Base64.decoder.decode('YQ=='))
try { Base64.decoder.decode('Y*==') } catch (e) { println e.class.name + ': ' + e.message }
println Base64.mimeEncoder.encodeToString(('x' * 60).bytes)
def d = { alg, s -> MessageDigest.getInstance(alg).digest(s.bytes).encodeHex().toString() }
println d('MD5', 'abc')
println d('SHA-1', 'abc')
println d('SHA-256', 'abc')
println d('SHA-512', 'abc')[0..20]
try { MessageDigest.getInstance('NOPE') } catch (e) { println e.class.name + ': ' + e.message }
def md = MessageDigest.getInstance('SHA-256')
md.update('a'.bytes); md.update('bc'.bytes)
println md.digest().collect { String.format('%02x', it) }.join()
println new BigInteger(1, MessageDigest.getInstance('MD5').digest('x'.getBytes('UTF-8'))).toString(16).padLeft(32, '0')
def mac = Mac.getInstance('HmacSHA256')
mac.init(new SecretKeySpec('key'.bytes, 'HmacSHA256'))
println mac.doFinal('msg'.bytes).encodeHex()
println URLEncoder.encode('a b&c=d/é+~*', 'UTF-8')
println URLDecoder.decode('a+b%26c%3Dd%2F%C3%A9', 'UTF-8')
def u = new URI('https://user@ex.org:8080/p/a%20th?q=1&r=a%26b#frag')
println([u.scheme, u.host, u.port, u.path, u.rawPath, u.query, u.rawQuery, u.fragment, u.userInfo, u.authority])
println u.resolve('../x')
try { new URI('ht tp://x') } catch (e) { println e.class.name + ': ' + e.message }
def url = new URL('http://ex.org/p/f.html?x=y#z')
println([url.protocol, url.host, url.port, url.defaultPort, url.path, url.query, url.ref, url.file])
try { new URL('nope') } catch (e) { println e.class.name + ': ' + e.message }
println UUID.nameUUIDFromBytes('x'.bytes)
println UUID.fromString('123e4567-e89b-12d3-a456-426614174000').version()
println UUID.randomUUID().toString() ==~ /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
def crc = new java.util.zip.CRC32(); crc.update('hello'.bytes); println crc.value + ' ' + Long.toHexString(crc.value)
def ad = new java.util.zip.Adler32(); ad.update('hello'.bytes); println ad.value
println 'é€'.getBytes('UTF-8').toList() + 'é'.getBytes('ISO-8859-1').toList()
println new String([0xc3, 0xa9] as byte[], 'UTF-8')
println 'é'.getBytes('UTF-16').toList()
println 'abc'.getBytes(java.nio.charset.StandardCharsets.US_ASCII).length
println((('a'.bytes as List)))
println 'héllo'.bytes.length + ' ' + 'héllo'.length()
println Integer.toHexString(255) + Long.toBinaryString(5L) + Integer.parseInt('ff', 16) + Integer.toString(255, 36)
println 'SGk='.decodeBase64().toList()
println 'Hi'.bytes.encodeBase64(true)
println(('x' * 80).bytes.encodeBase64(true).toString())
