change()
def describe(value) {
    switch (value) {
        case null: return 'nothing'
        case String: return "text of ${value.size()}"
        case 0..9: return 'digit'
        case Number: return 'number'
        case Date: return value.format('yyyy')
        case List: return "list: ${value.collect { describe(it) }}"
        case { it.respondsTo('getValue') || it.hasProperty('value') }: return 'thing'
        default: return 'other'
    }
}
replica.a = describe(issue.summary)
replica.b = describe(7)
replica.c = describe(70)
replica.d = describe(issue.created)
replica.e = describe([1, 'x', null, [200]])
replica.f = describe(issue.parentId)
show(replica)
