message()
issue.labels += nodeHelper.getLabel("synced")
issue.labels += replica.labels.findAll { r -> !issue.labels.any { it.label == r.label } }.collect { nodeHelper.getLabel(it.label.replace(' ', '_')) }
println issue.labels*.label
issue.labels -= issue.labels.find { it.label == "login" }
issue.labels = issue.labels - issue.labels.findAll { it.label.startsWith("sync") }
println issue.labels.collect { it.label }.sort()
issue.labels << nodeHelper.getLabel("late")
issue.labels.add(0, nodeHelper.getLabel("early"))
issue.labels.removeAll { it.label.contains('_') }
show(issue.labels*.label)
