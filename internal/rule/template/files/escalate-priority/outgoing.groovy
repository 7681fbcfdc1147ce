replica.summary = issue.summary
replica.priority = issue.priority
