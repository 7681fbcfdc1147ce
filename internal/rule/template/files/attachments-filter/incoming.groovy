if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
