change()
replica.labels = issue.labels.findAll { it.label != 'login' }
replica.labelText = issue.labels.collect { it.label }.sort().join(';')
replica.hasBrowser = issue.labels.label.contains('browser')
replica.caps = issue.labels*.label*.toUpperCase()
replica.lengths = issue.labels.collectEntries { [(it.label): it.label.size()] }
replica.first = issue.labels?.get(0)?.label
replica.count = issue.labels.count { it.label =~ /o/ }
replica.grouped = issue.labels.groupBy { it.label.contains('_') }.collectEntries { k, v -> [k, v.size()] }
replica.sum = issue.labels.inject(0) { acc, l -> acc + l.label.length() }
show(replica)
