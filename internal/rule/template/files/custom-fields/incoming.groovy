// What the other side calls them on the left, ours on the right; then those of options.
def fields = ["Squad": "Team", "Points": "Story Points"]
def options = ["Team"]
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
fields.each { theirs, ours ->
  def v = replica.customKeys[theirs]
  if (v != null && ours in options) {
    v = nodeHelper.getOption(issue, ours, v as String)
    if (v == null) {
      log.warn("${ours} has no option ${replica.customKeys[theirs]}: it stays as it is")
      return
    }
  }
  issue.customFields[ours].value = v
}
