change()
def lastStatus = issue.changeHistory
        .collectMany { h -> h.changeItems.collect { [when: h.created, item: it] } }
        .findAll { it.item.field == 'status' }
        .sort { a, b -> b.when <=> a.when }
        .with { it ? it.first() : null }
replica.lastFrom = lastStatus?.item?.fromString
replica.fields = issue.changeHistory*.changeItems.flatten()*.field
replica.text = issue.changeHistory.collect { h ->
    h.changeItems.collect { "${it.field}: ${it.fromString} -> ${it.toString_}" }.join("; ")
}.join("\n")
show replica
