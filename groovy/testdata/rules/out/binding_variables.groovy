change()
prefix = "[" + issue.project.key + "] "
counter = 0
def addPrefix(text) {
    counter++
    return prefix + text
}
replica.summary = addPrefix(issue.summary)
replica.env = addPrefix(issue.environment)
replica.calls = counter
limit = 10
def tooLong(s) { s.size() > limit }
replica.long = issue.labels.collect { tooLong(it.label) }
this.binding.setVariable('late', 5)
replica.late = late + counter
replica.has = binding.hasVariable('prefix') && !binding.hasVariable('nothing')
show(replica)
