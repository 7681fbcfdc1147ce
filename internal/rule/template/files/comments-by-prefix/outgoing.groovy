// Tells the comments that begin with the word, without it.
final PREFIX = "[share]"

replica.summary = issue.summary
replica.comments = issue.comments
  .findAll { it.body?.trim()?.toLowerCase()?.startsWith(PREFIX) }
  .collect { c -> c.body = c.body.trim().substring(PREFIX.size()).trim(); c }
