if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
if (replica.parentId) {
  def parent = nodeHelper.getLocalIssueFromRemoteId(replica.parentId)
  if (parent == null) {
    throw new com.exalate.api.exception.IssueTrackerException("the parent ${replica.parentId} is not here yet: retry once it is")
  }
  if (firstSync) {
    issue.typeName = "Sub-task"
  }
  issue.parentId = parent.id
}
issue.summary = replica.summary
