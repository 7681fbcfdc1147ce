message()
replica.removedComments = []
replica.addedComments.removeIf { it.internal }
replica.addedComments.each { it.body = nodeHelper.stripHtml(it.body) }
replica.changedComments = replica.changedComments.collect { it.body = "(edited) " + it.body; it }
issue.comments = commentHelper.mergeComments(issue, replica, { it })
println issue.comments*.body
println nodeHelper.stripHtmlFromComments(issue.comments)*.body
println commentHelper.filterLocal(issue.comments)*.id
issue.comments = commentHelper.addComment("Synced from ${replica.key}", true, issue.comments)
issue.comments = commentHelper.addComment("plain", issue.comments)
println issue.comments[-2..-1]*.body
