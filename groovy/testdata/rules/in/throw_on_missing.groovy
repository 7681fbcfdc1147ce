message()
def user = nodeHelper.getUserByEmail("ghost@example.org")
if (!user) {
    throw new IssueTrackerException("User ghost@example.org not found for ${replica.key}")
}
issue.assignee = user
