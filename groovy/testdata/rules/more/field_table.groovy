message()
def fields = [
    [from: 'summary', to: 'summary', f: { it?.trim() }],
    [from: 'urgency', to: 'Severity', f: { ['1': 'S1 - Critical', '2': 'S2 - Major'].get(it, 'S3 - Minor') }],
    [from: 'state', to: 'stateNo', f: { it as Integer }],
    [from: 'missing', to: 'x', f: { it ?: 'default' }],
    [from: 'labels', to: 'labelText', f: { l -> l*.label.join('/') }],
]
fields.each { row ->
    def value = row.f(replica."${row.from}")
    if (issue.customFields.containsKey(row.to)) {
        issue.customFields[row.to].value = nodeHelper.getOption(issue, row.to, value)
    } else {
        issue."${row.to}" = value
    }
}
show(issue)
