message()
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email) ?: nodeHelper.getUserByUsername(replica.assignee?.username) ?: nodeHelper.getUser("u1")
def defaultReporter = nodeHelper.getUserByUsername("nobody")
issue.reporter = nodeHelper.getUserByEmail(replica.reporter?.email) ?: defaultReporter
if (issue.assignee && !nodeHelper.isUserAssignable("PRJ", issue.assignee)) {
    issue.assignee = null
}
if (issue.reporter?.active == false) {
    issue.description = issue.description + "\n\n_Reported by ${issue.reporter.displayName} (inactive)_"
    issue.reporter = null
}
show(issue)
