import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
def sign = { String data, String key ->
    Mac mac = Mac.getInstance('HmacSHA256')
    mac.init(new SecretKeySpec(key.getBytes('UTF-8'), 'HmacSHA256'))
    mac.doFinal(data.getBytes('UTF-8')).encodeHex().toString()
}
println sign('payload', 'secret')
