change()
def maxSize = 1024 * 1024 // 1 MB
def allowed = ['txt', 'log', 'png', 'pdf']
replica.attachments = issue.attachments.findAll { att ->
    def ext = att.filename?.tokenize('.')?.last()?.toLowerCase()
    att.filesize <= maxSize && ext in allowed
}
replica.skipped = (issue.attachments - replica.attachments)*.filename.join(', ')
replica.totalKb = issue.attachments.sum { it.filesize } / 1024
show(replica)
