message()
def digest = { String s, String alg -> java.security.MessageDigest.getInstance(alg).digest(s.bytes).encodeHex().toString() }
println digest(replica.key, 'MD5')
println digest(replica.key, 'SHA-256')[0..15]
println UUID.nameUUIDFromBytes(replica.key.bytes)
println replica.key.hashCode() % 7
println replica.key.bytes.sum()
println String.format('%05d-%s', replica.id, Integer.toHexString(replica.id))
println Long.toString(replica.id, 36).toUpperCase() + Integer.parseInt('ff', 16) + Integer.toBinaryString(10)
def mac = javax.crypto.Mac.getInstance('HmacSHA256')
mac.init(new javax.crypto.spec.SecretKeySpec('k'.bytes, 'HmacSHA256'))
println mac.doFinal('data'.bytes).encodeBase64()
println 'aGk='.decodeBase64().size() + new String('aGk='.decodeBase64(), 'UTF-8')
println replica.key.toList().hashCode() == ['R', 'E', 'M', '-', '7', '7'].hashCode()
println Math.abs(replica.summary.hashCode()) % 100
