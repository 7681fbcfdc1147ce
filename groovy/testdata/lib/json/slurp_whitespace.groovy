println new groovy.json.JsonSlurper().parseText('\n\t { "a" : [ 1 , 2 ] , "b" : { } } \n')
