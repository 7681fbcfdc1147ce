if (firstSync) {
  def found = matchHelper.issue("Other key", replica.key)
  if (found) {
    issue.id = found.id
    issue.key = found.key
    return
  }
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
  issue.customFields."Other key".value = replica.key
}
issue.summary = replica.summary
