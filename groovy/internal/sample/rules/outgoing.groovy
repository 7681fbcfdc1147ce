// What one side tells the other of an issue.
def fieldsToSend = ['Story Points', 'Team', 'Severity', 'Root Cause']
def visible = { comment -> !comment.restricted && !(comment.body ?: '').startsWith('[internal]') }

replica.key            = issue.key
replica.type           = issue.type
replica.summary        = issue.summary
replica.description    = issue.description
replica.labels         = issue.labels
replica.assignee       = issue.assignee
replica.reporter       = issue.reporter
replica.status         = issue.status
replica.priority       = issue.priority
replica.resolution     = issue.resolution?.name
replica.parentId       = issue.parent?.id
replica.project        = [key: issue.project.key, name: issue.project.name]

if (issue.type.name in ['Epic', 'Story']) {
    replica.epicName = issue.customFields.'Epic Name'?.value ?: issue.summary
} else if (issue.type.name == 'Sub-task' && issue.parent) {
    replica.parentKey = issue.parent.key
}
replica.comments = issue.comments.findAll(visible).collect { c ->
    [id: c.id, body: c.body, author: c.author?.displayName ?: 'Unknown']
}
replica.attachments = issue.attachments.findAll { it.size < 10 * 1024 * 1024 }
replica.customFields = [:]
fieldsToSend.each { name ->
    def field = issue.customFields[name]
    if (field?.value != null) {
        replica.customFields[name] = [type: field.type, value: field.value]
    }
}
replica.timeSpent = issue.workLogs*.seconds.sum() ?: 0
if (issue.security) {
    replica.security = "level ${issue.security.level}"
}
replica.size = replica.comments.size() + replica.attachments.size()
return replica
