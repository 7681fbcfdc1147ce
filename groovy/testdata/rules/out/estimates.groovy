change()
def fmt = { Number seconds ->
    long s = seconds ?: 0
    long h = s.intdiv(3600), m = s.intdiv(60) % 60
    h >= 8 ? "${h.intdiv(8)}d ${h % 8}h" : "${h}h ${m}m"
}
replica.original = fmt(issue.originalEstimate)
replica.remaining = fmt(issue.remainingEstimate)
replica.spent = fmt(issue.spent)
replica.worked = fmt(issue.workLogs.sum { it.timeSpent })
replica.percent = Math.round(issue.spent / issue.originalEstimate * 100)
replica.hours = issue.spent / 3600
replica.rounded = (issue.workLogs[0].timeSpent / 3600).setScale(1, BigDecimal.ROUND_HALF_UP)
replica.text = String.format("%02d:%02d (%.1f%%)", issue.spent.intdiv(3600), issue.spent.intdiv(60) % 60, 75.0d)
show(replica)
