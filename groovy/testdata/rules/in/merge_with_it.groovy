message()
issue.comments = commentHelper.mergeComments(issue, replica, { it.executor = nodeHelper.getUserByEmail(it.author?.email); it.body = it.body + (it.executor ? '' : " (by ${it.author?.displayName})"); it })
for (c in issue.comments) {
    println c.executor?.key + ": " + c.body
}
