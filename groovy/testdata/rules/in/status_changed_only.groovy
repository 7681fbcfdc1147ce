message()
if (previous?.status?.name != replica.status?.name) {
    switch (replica.status.name) {
        case "New":
        case "Reopened":
            issue.setStatus("Open"); break
        case ~/Do.*/:
            issue.setStatus("In Progress")
            break
        case ["Closed", "Solved"]:
            issue.setStatus("Done")
            break
        default:
            throw new Exception("Status ${replica.status.name} is not mapped")
    }
}
def changed = ['summary', 'priority', 'labels'].findAll { previous."$it"?.toString() != replica."$it"?.toString() }
println changed
show(issue)
