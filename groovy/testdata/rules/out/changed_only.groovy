change()
if (issue.status.name == "Open" && !issue.assignee) {
    println "not sent"
    return
}
replica.summary = issue.summary
if (issue.labels.find { it.label.startsWith("sync_") }) {
    replica.target = issue.labels.find { it.label.startsWith("sync_") }.label - "sync_"
}
if (!(issue.type.name == "Epic")) {
    replica.typeName = issue.type.name
}
show(replica)
