change()
def rows = issue.comments.collect { [id: it.id, who: it.author?.username ?: 'system', len: it.body.size(), internal: it.internal] }
show rows.sort { -it.len }*.id
show rows.groupBy { it.who }.collectEntries { k, v -> [k, v*.id] }
show rows.groupBy({ it.internal }, { it.who }).toString()
show rows.inject([:]) { m, r -> m[r.who] = (m[r.who] ?: 0) + r.len; m }
show rows.collectEntries { [it.id, it.len] }.max { it.value }.key
show rows.find { it.internal }?.who
show rows.every { it.len > 5 }
