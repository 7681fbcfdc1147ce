replica.summary = issue.summary
replica.comments = issue.comments.collect { c ->
  c.internal = c.internal || c.roleLevel != null || c.groupLevel != null
  c
}
