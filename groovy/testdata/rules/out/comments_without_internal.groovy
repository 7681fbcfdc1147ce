change()
replica.comments = issue.comments.findAll { !it.internal && it.roleLevel == null }
replica.comments = replica.comments.collect { comment ->
    comment.body = "[" + (comment.author?.displayName ?: "Anonymous") + "] " + comment.body
    comment
}
println replica.comments.size() + " of " + issue.comments.size()
replica.comments.each { println it.body }
