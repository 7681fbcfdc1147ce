message()
println issue.attachments*.filename
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
println issue.attachments*.filename
issue.attachments += replica.addedAttachments.findAll { it.filesize < 10_000 }.collect { it.filename = "copy_of_" + it.filename; it }
println issue.attachments*.filename
def byType = issue.attachments.groupBy { it.mimetype.split('/')[0] }
byType.each { type, list -> println "$type: ${list.size()} (${list.sum { it.filesize }} bytes)" }
