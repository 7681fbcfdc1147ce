// From least to most urgent.
def order = ["Low", "Medium", "High", "Highest"]
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
def wanted = order.indexOf(replica.priority?.name)
def now = order.indexOf(issue.priority?.name)
if (wanted > now) {
  issue.priority = nodeHelper.getPriority(order[wanted])
  if (!firstSync) {
    log.info("priority raised from ${issueBeforeScript.priority?.name} to ${order[wanted]}")
  }
}
