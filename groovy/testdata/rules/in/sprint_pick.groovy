message()
def sprints = httpClient.get("/rest/agile/1.0/board/3/sprint")?.values
println sprints.getClass().simpleName
def active = sprints?.find { s -> s.state == 'active' }
issue.sprint = active?.id
issue.sprintName = active?.name?.replaceAll(/^\D+(\d+)$/, 'Sprint $1')
def n = (active.name =~ /\d+/)[0] as int
issue.next = "Falcons ${n + 1}"
issue.ends = active.endDate[0..9]
issue.closed = sprints.findAll { it.state == 'closed' }.collect { it.id }
show(issue)
