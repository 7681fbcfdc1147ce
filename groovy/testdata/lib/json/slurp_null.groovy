new groovy.json.JsonSlurper().parseText(null)
