replica.summary = issue.summary
replica.parentId = issue.parentId
