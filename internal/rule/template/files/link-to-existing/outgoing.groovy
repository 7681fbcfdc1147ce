replica.key = issue.key
replica.summary = issue.summary
