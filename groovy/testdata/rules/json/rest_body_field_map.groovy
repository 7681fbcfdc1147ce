message()
import groovy.json.JsonOutput
def fieldMap = [summary: "summary", Score: "customfield_10016", Team: "customfield_10020"]
def fields = [:]
fieldMap.each { from, to ->
    def v = replica.customFields."$from"?.value ?: replica."$from"
    if (v == null) return
    fields[to] = to.startsWith("customfield") && v.toString().isNumber() ? v.toBigDecimal() : v.toString().trim()
}
println JsonOutput.toJson(fields: fields)
def res = httpClient.put("/rest/api/2/issue/${issue.key}", JsonOutput.toJson([fields: fields, update: [labels: replica.labels.collect { [add: it.label.replaceAll(/\s/, '-')] }]]))
println res.fields.summary
println JsonOutput.toJson([issue.key, replica.key]).getBytes("UTF-8").length
