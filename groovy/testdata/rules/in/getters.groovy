message()
issue.setSummary(replica.getSummary().trim())
println issue.getSummary()
println issue.getProject().getKey() + " " + issue.getStatus()?.getName()
println connection.getName() + " @ " + connection.getRemoteInstance().getUrl()
println connection.remoteInstance.name + " " + relation.fieldValues.jql
println issueKey.idStr + issueKey.URN + issueKey.getUrn()
issue.setPriority(nodeHelper.getPriority("Low"))
issue.getComments().each { println it.getBody().readLines().size() }
println issue.getCustomFields().get("Severity").getValue().getValue()
println issue.getCustomFields()["Story Points"].value
show issue
