message()
def users = [ann: 'Ann Archer', cy: 'Cy Clark']
def body = issue.comments[0].body + " cc [~ann], [~ghost] and @cy"
def out = body.replaceAll(/\[~([^\]]+)\]|@(\w+)/) { all, a, b ->
    def id = a ?: b
    users.containsKey(id) ? "@${users[id]}" : all
}
println out
def ids = (body =~ /\[~([^\]]+)\]/).collect { it[1] }
println ids
println ids.findAll { users[it] }.collect { nodeHelper.getUserByUsername(it)?.email }
println body.readLines().findAll { it.contains('[~') }.size()
println body.tokenize().findAll { it.startsWith('@') || it =~ /^\[~/ }
