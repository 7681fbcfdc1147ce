change()
replica.links = issue.issueLinks.findAll { it.linkType != "REMOTE" }.collect { link ->
    [id: link.otherIssueId, name: link.linkName]
}
replica.webLinks = issue.issueLinks.findAll { it.url }.collect { "<a href='${it.url}'>${it.linkName}</a>" }.join("<br>")
replica.blocks = issue.issueLinks.any { it.linkTypeName == 'Blocks' && it.otherIssueId }
issue.issueLinks.eachWithIndex { l, i -> replica."link$i" = l.otherIssueId ?: l.url }
show(replica)
