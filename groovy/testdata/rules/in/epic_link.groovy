message()
def links = httpClient.get("/rest/api/2/issue/" + issue.key).fields.issuelinks
def epic = links.findResult { it.inwardIssue?.key }
issue."Epic Link" = epic
issue.customFields."Epic Link"?.value = epic
println links.collect { (it.inwardIssue ?: it.outwardIssue)?.key }.findAll { it }
println links.findAll { it.type?.name?.toLowerCase() == "blocks" }.size()
println links*.type.name.unique()
println links.any { it.outwardIssue?.fields?.status?.name == 'Done' }
println links[0].outwardIssue.fields?.summary ?: 'unknown'
println links[5]?.outwardIssue
show(issue)
