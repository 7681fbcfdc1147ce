final MARK = "theirs-"
replica.summary = issue.summary
replica.labels = issue.labels.findAll { !it.label.startsWith(MARK) }
