if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
issue.comments = commentHelper.mergeComments(issue, replica) { c ->
  c.body = "${c.author?.displayName ?: 'somebody'} wrote: ${c.body}".toString()
  c.internal = c.internal != false
  c
}
