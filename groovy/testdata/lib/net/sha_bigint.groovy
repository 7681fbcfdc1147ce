import java.security.*
def d = MessageDigest.getInstance('SHA-1')
d.update('abc'.bytes)
println new BigInteger(1, d.digest()).toString(16)
