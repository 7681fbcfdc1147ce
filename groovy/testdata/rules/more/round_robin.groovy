message()
def team = ['ann', 'cy', 'sue']
def pick = { n -> team[n % team.size()] }
println((0..4).collect(pick))
println(pick(-1))
def index = replica.id % team.size()
issue.assignee = nodeHelper.getUserByUsername(team[index as int])
println issue.assignee?.username
def load = team.collectEntries { [it, issue.comments.count { c -> c.author?.username == it }] }
println load
println load.min { it.value }.key
println load.sort { it.value }*.key
println team.indexed(1).collect { i, n -> "$i. $n" }.join('\n')
