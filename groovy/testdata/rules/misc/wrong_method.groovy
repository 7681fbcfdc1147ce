message()
issue.labels = replica.labels.filter { it.label != 'x' }
