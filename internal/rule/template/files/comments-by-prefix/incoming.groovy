// Takes over what was shared; mergeComments puts the author's name in front.
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
issue.comments = commentHelper.mergeComments(issue, replica)
