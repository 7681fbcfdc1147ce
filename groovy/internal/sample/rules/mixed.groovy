def priorityMapping = [
    'Highest': 'Critical',
    'High'   : 'Major',
    'Medium' : 'Normal',
    'Low'    : 'Minor'
]
issue.summary = "[${replica.key}] ${replica.summary}"
issue.description = replica.description ?: 'No description'
issue.labels = replica.labels.findAll { it.startsWith('sync') }.collect { it.toUpperCase() }
def priority = priorityMapping[replica.priority?.name] ?: 'Normal'
issue.priority = [name: priority]
if (replica.status?.name == 'Done' && issue.status != 'Closed') {
    issue.status = 'Closed'
    issue.resolution = 'Fixed'
} else if (replica.status?.name in ['Open', 'Reopened']) {
    issue.status = 'Open'
}
def comments = []
replica.comments.each { comment ->
    if (!comment.internal) {
        comments << "${comment.author}: ${comment.body}"
    }
}
issue.comments = comments
def total = 0
for (w in replica.workLogs) {
    total += w.timeSpent
}
issue.customFields = [:]
issue.customFields['Time Spent'] = total
issue.customFields['Remote Key'] = replica.key
replica.customFields.each { k, v ->
    if (v != null) {
        issue.customFields[k] = v.value
    }
}
def assignee = replica.assignee?.email?.toLowerCase()
if (assignee) {
    issue.assignee = users.find { it.email == assignee }?.name
}
def parts = replica.key.tokenize('-')
issue.project = parts[0]
issue.number = parts[1] as Integer
def describe(x) { x ? "has $x" : 'none' }
issue.note = describe(issue.assignee)
return issue
