import groovy.json.JsonSlurper
println 'before'
def text = '{"a": [1, 2, }'
new JsonSlurper().parseText(text)
println 'after'
