change()
def lines = []
lines << "Issue ${issue.key} (${issue.type.name}, ${issue.priority?.name ?: 'no priority'})"
lines << "=" * lines[0].size()
lines.addAll(issue.comments.findAll { !it.internal }.collect { c ->
    def who = c.author?.with { "$displayName <${email ?: 'no mail'}>" } ?: 'System'
    "${c.created.format('dd.MM.yyyy HH:mm')} ${who}: ${c.body.replaceAll(/\s+/, ' ').take(25)}"
})
def footer = issue.due ? "Due in ${issue.due - issue.updated} days" : ''
if (footer) lines.add footer
replica.mail = lines.join(System.lineSeparator())
println replica.mail
println lines*.length().max()
println lines.collect { it.padRight(70, '.') + '|' }.last()
