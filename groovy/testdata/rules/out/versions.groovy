change()
replica.fixVersions = issue.fixVersions.collect { v -> [name: v.name, released: v.released, date: v.releaseDate?.format('yyyy-MM-dd')] }
replica.next = issue.fixVersions.findAll { !it.released }.sort { it.name }.first()?.name
replica.sorted = issue.fixVersions*.name.sort { a, b ->
    def x = a.tokenize('.')*.toInteger(), y = b.tokenize('.')*.toInteger()
    for (int i = 0; i < [x.size(), y.size()].min(); i++) {
        if (x[i] != y[i]) return x[i] <=> y[i]
    }
    x.size() <=> y.size()
}
def (major, minor, patch) = issue.fixVersions[0].name.split(/\./)*.toInteger()
replica.bump = "${major}.${minor + 1}.${patch ?: 0}"
show(replica)
