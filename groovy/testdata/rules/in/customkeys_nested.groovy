message()
def sla = replica.customKeys.sla
issue.sla = sla?.minutes
issue.breached = sla.breached ? "yes" : "no"
issue.hours = sla.minutes / 60
issue.chain = replica.customKeys.chain.join(" > ")
issue.missing = replica.customKeys.nothing?.deep?.er
issue.improved = replica.customKeys.sla.minutes < previous.customKeys.sla.minutes
replica.customKeys.each { key, value -> issue."copy_$key" = value.toString() }
issue.customKeys.stamp = [by: "sync", n: (issue.customKeys.stamp?.n ?: 0) + 1]
issue.customKeys."stamp".n++
show(issue)
