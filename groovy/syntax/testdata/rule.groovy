import groovy.json.JsonSlurper
import groovy.json.JsonOutput
import java.text.SimpleDateFormat

def statusMapping = ["Open": "To Do", "In Progress": "Doing", Done: 'Closed', (null): 'x']
def remote = replica.status?.name ?: "Open"
issue.setStatus(statusMapping[remote] ?: remote)

if (firstSync && replica.type?.name in ["Bug", "Story"]) {
    issue.projectKey = "PRJ"
    issue.typeName = nodeHelper.getIssueType(replica.type?.name, issue.projectKey)?.name ?: "Task"
} else if (replica.customFields."Story Points"?.value != null) {
    issue.customFields."Story Points".value = replica.customFields."Story Points"?.value as Integer
}
issue.summary      = replica.summary
issue.description  = nodeHelper.stripHtml(replica.description)
issue.labels       = replica.labels.collect { it.label = it.label.replace(" ", "_"); it }
issue.comments     = commentHelper.mergeComments(issue, replica, { comment ->
    comment.body = "[${comment.author?.displayName}] commented on ${new SimpleDateFormat('dd/MM/yyyy').format(comment.created)}:\n${comment.body}"
    comment
})
issue.attachments  = attachmentHelper.mergeAttachments(issue, replica)

def res = httpClient.get("/rest/api/2/issue/${issue.key}?fields=summary,description")
def links = res?.fields?.issuelinks?.findAll { l -> l.type.name == 'Blocks' && !l.inwardIssue }
    ?.collect { it.outwardIssue.key }
    ?: []
links.eachWithIndex { key, idx ->
    debug.error("Link ${idx}: $key")
}
def m = (issue.description =~ /(?i)\bref:\s*([A-Z]+-\d+)/)
while (m.find()) {
    store(issue)
    println m.group(1)
}
replica.issueLinks.each {
    def localParent = syncHelper.getLocalIssueKeyFromRemoteId(it.otherIssueId.toString())
    if (localParent && !it.linkTypeName?.equalsIgnoreCase("Relates")) issue.parentId = localParent.id
}
switch (replica.priority?.name) {
    case "High":
    case ~/(?i)crit.*/:
        issue.priority = nodeHelper.getPriority("1")
        break
    case ["a", 'b']:
        return
    default:
        issue.priority = null
}
