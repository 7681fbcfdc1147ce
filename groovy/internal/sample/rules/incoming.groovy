// What the other side tells is taken over; issue, replica and the helpers are
// objects of the host.
def statusMapping = ['To Do': 'Open', 'Doing': 'In Progress', 'Done': 'Resolved']
def priorityMapping = [Blocker: 'Highest', Critical: 'High', Major: 'Medium', Minor: 'Low']

if (firstSync) {
    issue.projectKey = 'SUP'
    issue.typeName = nodeHelper.getIssueType(replica.typeName)?.name ?: 'Task'
}
issue.summary = "[${replica.key}] ${replica.summary}"
issue.description = replica.description
issue.labels = (issue.labels + replica.labels).unique().sort()

def reporter = nodeHelper.getUserByEmail(replica.reporter?.email)
issue.reporter = reporter ?: nodeHelper.getUserByEmail('sync@example.org')
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)

def wanted = statusMapping[replica.status.name]
if (wanted && issue.status != wanted) {
    issue.setStatus(wanted)
}
issue.priority = priorityMapping.get(replica.priority?.name, 'Medium')
def known = issue.comments.collect { it.remoteId } as Set
replica.comments.each { c ->
    if (!(c.id in known)) {
        issue.addComment("${c.author.displayName} wrote:\n${c.body}", c.id)
    }
}
for (name in ['Team', 'Severity']) {
    def field = replica.customFields[name]
    if (field) issue.customFields[name] = field.value
}
issue.customFields['Remote Key'] = replica.key
if (replica.dueDate && replica.dueDate < '2027-01-01') {
    issue.dueDate = replica.dueDate
}
[issue.summary, issue.status, issue.priority, issue.reporter?.name, issue.assignee?.name, issue.labels,
 issue.comments.size(), issue.customFields, issue.projectKey, issue.typeName, issue.dueDate]
