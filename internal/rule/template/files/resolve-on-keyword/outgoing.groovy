replica.summary = issue.summary
replica.comments = issue.comments.findAll { !it.internal }
