message()
def matrix = [
    '1': ['1': 'Highest', '2': 'High', '3': 'Medium'],
    '2': ['1': 'High', '2': 'Medium', '3': 'Low'],
    '3': ['1': 'Medium', '2': 'Low', '3': 'Low']
]
issue.priority = nodeHelper.getPriority(matrix[replica.urgency][replica.impact])
println issue.priority.name
println matrix.collect { u, row -> row.collect { i, p -> "$u$i:$p" } }.flatten().size()
println matrix*.value*.values().flatten().unique()
println matrix.findAll { k, row -> row.any { it.value == 'Low' } }.keySet()
println matrix['9']?.get('1') ?: 'Low'
println matrix.values()*.get('2')
println matrix.collectMany { u, row -> row.findAll { it.value == 'Low' }.collect { "$u/${it.key}" } }
println matrix.inject(0) { n, e -> n + e.value.size() }
println matrix.max { it.key as int }.value.'3'
println matrix.every { it.value.size() == 3 } && matrix.any { k, v -> k == '2' }
println matrix.find { k, v -> v.'1' == 'High' }?.key
println matrix.subMap(['1', '2']).size() + matrix.take(1).size() + matrix.drop(1).keySet().first()
