// Lists and maps: work logs are grouped, summed, sorted and compared.
def byAuthor = logs.groupBy { it.author }
def totals = byAuthor.collectEntries { author, list -> [author, list.sum { it.hours }] }
def ranking = totals.sort { a, b -> b.value <=> a.value ?: a.key <=> b.key }
def best = totals.max { it.value }
def perDay = logs.inject([:]) { acc, log ->
    acc[log.day] = (acc[log.day] ?: 0) + log.hours
    acc
}
def longDays = perDay.findAll { day, hours -> hours > 4 }.keySet().sort()
def (billable, rest) = logs.split { it.billable }
def matrix = byAuthor.keySet().sort().collect { a ->
    (1..5).collect { d -> logs.findAll { it.author == a && it.day == d }*.hours.sum() ?: 0 }
}
def columns = matrix.transpose()*.sum()
def tags = logs*.tags.flatten().findAll { it }.countBy { it }
def top = tags.entrySet().sort { -it.value }.take(2)*.key
def old = previous as Set
def now = logs*.id as Set
def added = now - old
def removed = old - now
def kept = now.intersect(old)
def pages = logs.collate(3).withIndex().collect { page, i -> [page: i + 1, ids: page*.id] }
def index = [:].withDefault { [] }
logs.each { index[it.author] << it.id }
def unique = logs.unique(false) { it.day }*.day
def first = logs.find { it.hours > 3 }
def any = logs.any { it.hours > 7 }
def all = logs.every { it.day in 1..5 }
def report = [totals: ranking, best: best.key, perDay: perDay, longDays: longDays, billable: billable*.id, rest: rest.size(),
    columns: columns, top: top, added: added.sort(), removed: removed.sort(), kept: kept.sort(), pages: pages,
    index: index, unique: unique, first: first?.id, any: any, all: all,
    range: (1..10).step(3), reversed: logs*.id.reverse(), last: logs[-1].id, slice: logs[1..3]*.id]
report.subMap(['best', 'any', 'all']).each { k, v -> report["check_$k".toString()] = v != null }
report
