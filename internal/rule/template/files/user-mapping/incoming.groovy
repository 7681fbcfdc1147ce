final FALLBACK = "triage@example.com"

// By the table people, else by mail or name, else the fallback, with a warning.
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
  issue.reporter = matchHelper.user(replica.reporter, FALLBACK, "people")
}
issue.summary = replica.summary
issue.assignee = matchHelper.user(replica.assignee, FALLBACK, "people")
