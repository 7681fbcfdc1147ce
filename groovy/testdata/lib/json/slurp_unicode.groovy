println new groovy.json.JsonSlurper().parseText('{"k\\u00e9y":"\\u4f60\\u597d"}')
