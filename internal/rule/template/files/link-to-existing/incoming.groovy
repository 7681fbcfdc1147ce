if (firstSync) {
  def jql = "\"Other key\" ~ \"${replica.key}\""
  def found = httpClient.get("/rest/api/2/search?maxResults=2&jql=" + java.net.URLEncoder.encode(jql, "UTF-8"))?.issues ?: []
  if (found.size() > 1) {
    throw new com.exalate.api.exception.IssueTrackerException("${found*.key.join(', ')} all say that they are ${replica.key}: leave it in one of them")
  }
  if (found) {
    issue.id = found[0].id
    issue.key = found[0].key
    return
  }
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
  issue.customFields."Other key".value = replica.key
}
issue.summary = replica.summary
