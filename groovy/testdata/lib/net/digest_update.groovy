import java.security.MessageDigest
def d = MessageDigest.getInstance('MD5')
d.update('abcdef'.bytes, 1, 3)
println d.digest().encodeHex().toString()
println MessageDigest.getInstance('SHA-1').digest('café'.getBytes('UTF-8')).encodeBase64().toString()
