import groovy.json.JsonSlurper
def s = new JsonSlurper()
for (x in ['1', '-1', '2147483647', '2147483648', '-2147483648', '-2147483649', '9223372036854775807', '1.0', '1.50', '1e3', '1E-3', '-0', '-0.0', '01', '1.', 'true', '"x"', '[]', ' 5 ', '12345678901', '1.1234567890123456789012']) {
    def v = s.parseText(x)
    println "$x ${v.getClass().simpleName} $v"
}
println s.parseText('null') == null
