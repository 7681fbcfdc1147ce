final MARK = "theirs-"
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
def here = issue.labels*.label
replica.labels.collect { MARK + it.label.replace(" ", "-") }.findAll { !(it in here) }.each { name ->
  issue.labels += nodeHelper.getLabel(name)
}
