message()
issue.comments = commentHelper.mergeComments(issue, replica, {
    comment ->
    comment.body = "[" + comment.author?.displayName + " via " + connection.name + "] " + comment.body.replaceAll(/<[^>]+>/, '')
    if (comment.internal) { comment.roleLevel = "Developers" }
})
issue.comments.each { println "${it.id} ${it.remoteId} ${it.roleLevel} ${it.body}" }
