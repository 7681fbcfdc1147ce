message()
import groovy.json.JsonOutput
replica.issueLinks.each { link ->
    def local = nodeHelper.getLocalIssueFromRemoteId(link.otherIssueId as Long)
    if (local == null) { log.warn("no twin for ${link.otherIssueId}"); return }
    def types = httpClient.get("/rest/api/2/issueLinkType").issueLinkTypes
    def type = types.find { it.name == link.linkTypeName }
    def inward = type.inward.equalsIgnoreCase(link.linkName)
    def body = JsonOutput.toJson([
        type        : [name: type.name],
        inwardIssue : [key: inward ? issue.key : local.urn],
        outwardIssue: [key: inward ? local.urn : issue.key]
    ])
    httpClient.post("/rest/api/2/issueLink", body)
}
