final FALLBACK = "triage@example.com"

// Whom somebody of the other side is here.
def here = { user ->
  if (user == null) {
    return null
  }
  def found = nodeHelper.getUserByEmail(user.email)
  if (found == null) {
    def mail = lookup("people", user.email)
    found = mail ? nodeHelper.getUserByEmail(mail) : null
  }
  if (found == null) {
    log.warn("nobody here is ${user.displayName ?: user.email}: ${FALLBACK} takes it")
    found = nodeHelper.getUserByEmail(FALLBACK)
  }
  found
}

if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
  issue.reporter = here(replica.reporter)
}
issue.summary = replica.summary
issue.assignee = here(replica.assignee)
