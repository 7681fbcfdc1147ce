firstMessage()
if (firstSync) {
    issue.projectKey = "PRJ"
    issue.typeName = "Bug"
    issue.summary = replica.summary.trim()
    store(issue)
    def body = new groovy.json.JsonBuilder()
    body {
        object {
            url syncHelper.getRemoteIssueUrl()
            title replica.key
        }
    }
    httpClient.post("/rest/api/2/issue/${issue.key}/remotelink", body.toString())
    syncHelper.syncBackAfterProcessing()
    return
}
println "not reached"
