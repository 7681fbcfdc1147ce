import java.security.MessageDigest
def md5 = { String s -> MessageDigest.getInstance('MD5').digest(s.bytes).encodeHex().toString() }
println md5('a')
println md5('')
println md5('é')
