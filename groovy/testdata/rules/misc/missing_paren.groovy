message()
issue.labels = replica.labels.collect { it.label }.join(','
println issue.labels
