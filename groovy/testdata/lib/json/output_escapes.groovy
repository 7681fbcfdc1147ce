import groovy.json.JsonOutput
println JsonOutput.toJson("a\"b\\c/d\b\f\n\r\t\u0001\u007f\u00e9\u20ac\u2028\ud83d\ude00<>&'")
println JsonOutput.toJson(['ключ': 'значение'])
println JsonOutput.toJson('\u00e9' as char)
println JsonOutput.toJson("tab\there")
