message()
def order = ["Open", "In Progress", "In Review", "Done"]
def want = replica.resolution?.name == "Done" ? "Done" : "Open"
def from = order.indexOf(issue.status.name), to = order.indexOf(want)
if (from < to) {
    order[(from + 1)..to].each { workflowHelper.transition(issue, it) }
} else {
    (from..to).each { println "back over ${order[it]}" }
}
def transitions = [[name: 'Close', to: 'Done'], [name: 'Reopen', to: 'Open']]
def t = transitions.find { it.to == want }?.name
assert t == 'Close' : "no transition to $want"
println t
