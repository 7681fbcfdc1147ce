def s = '[' * 50 + ']' * 50
println new groovy.json.JsonSlurper().parseText(s).toString() == s
