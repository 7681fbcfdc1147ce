change()
import groovy.json.JsonSlurper
import groovy.json.JsonOutput
def data = new JsonSlurper().parseText(issue.customFields."Customer Data".value)
replica.customer = data.name
replica.tier = "T${data.tier}"
replica.site = data.sites[0] ?: "none"
replica.payload = JsonOutput.toJson([name: data.name, sites: data.sites.sort { a, b -> b <=> a }, meta: [key: issue.key, when: issue.created.time, ok: true, nothing: null, half: 2.50]])
println JsonOutput.prettyPrint(replica.payload)
try {
    new JsonSlurper().parseText("{oops")
} catch (Exception e) {
    replica.bad = e.class.simpleName
}
show replica
