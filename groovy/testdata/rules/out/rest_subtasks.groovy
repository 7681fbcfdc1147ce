change()
def res = httpClient.get("/rest/api/2/issue/${issue.key}")
replica.subtasks = res?.fields?.subtasks?.collect { "${it.key}: ${it.fields?.status?.name}" }
replica.allDone = res.fields.subtasks.every { it.fields.status.name == "Done" }
replica.open = res.fields.subtasks.findAll { it.fields.status.name != "Done" }*.key
replica.votes = res.fields.votes?.votes ?: 0
replica.points = res.fields.customfield_10016
replica.linked = res.fields.issuelinks.collect { (it.outwardIssue ?: it.inwardIssue).key }
replica.linkText = res.fields.issuelinks.collect { it.outwardIssue ? "${it.type.outward} ${it.outwardIssue.key}" : "${it.type.inward} ${it.inwardIssue.key}" }
show(replica)
