message()
entity.short_description = replica.summary?.trim()
entity.state = [1: "New", 2: "In Progress"][replica.state as Integer]
entity.priority = { int u, int i -> u + i <= 2 ? 1 : u * i }(replica.urgency.toInteger(), replica.impact.toInteger())
def caller = httpClient.get("/api/now/table/sys_user/77")?.result
if (caller?.active?.toBoolean()) {
    entity.caller_id = caller.sys_id
}
entity.work_notes = replica.addedComments.findAll { it.internal }.collect { it.body }.join("\n")
entity.comments = replica.addedComments.findAll { !it.internal }*.body
entity.assigned_to = null
show(entity)
