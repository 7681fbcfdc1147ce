message()
def csv = """\
remote;local;owner
P1;Highest;ann
P2;High;
P3;Medium;"cy"
# P4 is not used
"""
def rows = csv.readLines().findAll { it && !it.startsWith('#') }
def header = rows.head().split(';')
def table = rows.tail().collect { line ->
    def cells = line.split(';', -1)*.replaceAll('"', '')
    [header, cells].transpose().collectEntries()
}
def byRemote = table.collectEntries { [(it.remote): it] }
println byRemote
def row = byRemote[replica.priority.name]
issue.priority = nodeHelper.getPriority(row?.local ?: "Low", issue)
issue.assignee = nodeHelper.getUserByUsername(row.owner ?: 'ann')
println byRemote.P3.owner
show(issue)
