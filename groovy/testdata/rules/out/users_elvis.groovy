change()
replica.assignee = issue.assignee?.email ?: issue.assignee?.username ?: "unassigned"
replica.reporter = issue.reporter?.email ?: issue.reporter?.displayName
replica.lead = nodeHelper.getUserByEmail(issue.project?.lead?.email)?.username
replica.nobody = nodeHelper.getUserByEmail("nobody@example.org")?.displayName ?: "?"
replica.watchers = issue.watchers?.collect { it?.email?.toLowerCase() }?.findAll()
replica.domains = (issue.watchers + issue.assignee + issue.reporter).collect { it.email?.split("@")?.last() }.unique()
replica.initials = issue.assignee.displayName.split(' ').collect { it[0] }.join('')
replica.activeUsers = [issue.assignee, issue.reporter, *issue.watchers].findAll { it.active }*.username
show(replica)
