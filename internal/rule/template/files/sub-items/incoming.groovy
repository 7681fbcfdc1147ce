if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = replica.parentId ? "Sub-task" : "Task"
}
issue.parentId = matchHelper.parent(replica)   // waits until the parent is here
issue.summary = replica.summary
