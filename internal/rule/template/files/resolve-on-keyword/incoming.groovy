final WORD = "#resolved"

if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
issue.comments = commentHelper.mergeComments(issue, replica)
// addedComments are those that this message brought.
if (replica.addedComments.any { it.body?.toLowerCase()?.contains(WORD) }) {
  issue.setStatus("Done")
  issue.resolution = nodeHelper.getResolution("Fixed")
}
