// Old time is nobody's business any more, and trackers refuse it.
def since = new Date() - 90
replica.summary = issue.summary
replica.workLogs = issue.workLogs.findAll { it.startDate == null || it.startDate.after(since) }
