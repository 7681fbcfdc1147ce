// The way back. Only a status that is in the table is set.
def ours = [
  "open"   : "Open",
  "working": "In Progress",
  "closed" : "Done"
]
if (firstSync) {
  issue.projectKey = "PROJ"
  issue.typeName = "Task"
}
issue.summary = replica.summary
def to = ours[replica.status?.name]
if (to) {
  issue.setStatus(to)
} else {
  log.warn("no status here for ${replica.status?.name}: it stays ${issue.status?.name}")
}
