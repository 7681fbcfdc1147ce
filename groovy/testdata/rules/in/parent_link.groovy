firstMessage()
if (firstSync) {
    issue.projectKey = "PRJ"
    issue.typeName = "Sub-task"
    if (replica.parentId) {
        def localParent = syncHelper.getLocalIssueKeyFromRemoteId(replica.parentId.toLong())
        if (localParent) {
            issue.parentId = localParent.id
        } else {
            return
        }
    }
    issue.summary = "${localParentKey()} / ${replica.summary.trim()}"
}
def localParentKey() {
    syncHelper.getLocalIssueKeyFromRemoteId(replica.parentId as Long, "issue")?.urn ?: "none"
}
show(issue)
