if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica) { w ->
  def author = nodeHelper.getUserByEmail(w.author?.email)
  if (author) {
    w.author = author
  } else {
    w.comment = "${w.author?.displayName ?: 'somebody'}: ${w.comment ?: ''}".trim()
  }
  w
}
