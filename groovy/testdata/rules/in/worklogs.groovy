message()
issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica, { w ->
    w.comment = "${w.author?.displayName ?: 'someone'}: ${w.comment}"
    w.author = nodeHelper.getUserByEmail(w.author?.email)
})
issue.workLogs = workLogHelper.addWorkLog("2024/03/20", "1d 2h", "by hand", issue.workLogs)
println issue.workLogs.collect { it.comment }
def toSeconds = { String spent ->
    def unit = [w: 5 * 8 * 3600, d: 8 * 3600, h: 3600, m: 60]
    spent.split(/\s+/).sum { part ->
        def (all, n, u) = (part =~ /(\d+)([wdhm])/)[0]
        n.toInteger() * unit[u]
    }
}
println toSeconds("1w 2d 3h 4m")
println issue.workLogs.last().startDate.format("EEE d MMM yyyy")
println issue.workLogs.findAll { it.timeSpent }.sum { it.timeSpent }
