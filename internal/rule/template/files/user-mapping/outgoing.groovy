replica.summary = issue.summary
replica.assignee = issue.assignee
replica.reporter = issue.reporter
