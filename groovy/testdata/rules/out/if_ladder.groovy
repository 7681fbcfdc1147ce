change()
if (issue.priority.name == "Highest") {
    replica.sla = 4
} else if (issue.priority.name == "High" && issue.type.name == "Bug") {
    replica.sla = 8
} else if (issue.priority?.name in ["Medium", "Low"]) {
    replica.sla = 24
} else {
    replica.sla = 48
}

if (issue.labels.any { it.label == "vip" } || issue.summary.toLowerCase().contains("login"))
    replica.vip = true
else
    replica.vip = false

if (!issue.parentId) replica.top = "yes"
if (issue.assignee && issue.assignee.email.endsWith("@example.org")) {
    replica.group = "internal"
}
if (issue.customFields."Root Cause".value == null)
{
    replica.rootCauseMissing = true
}
show(replica)
