def e = new Expando(b: 1, a: 2); e.zeta = 3; println e
def m = [x: 1]; def f = new Expando(m); f.y = 2; println m
def g = new Expando(); g.name = 'n'; g.key = 'k'; g.id = 3; println g; println g.properties
println g.properties.getClass().simpleName
// sync rule in the style of an outgoing script
def issue = [key: 'PROJ-7', summary: '  Login fails ', description: "Line one\nLine *two*\n\n{code}x = 1{code}", priority: [name: 'High'], labels: ['ui', 'urgent', 'ui'],
  comments: [[author: [email: 'a@x.org'], body: 'first', internal: false], [author: [email: 'b@y.org'], body: 'secret', internal: true]], customFields: ['Severity': [value: [value: 'S2']], 'Story Points': [value: 3.0]]]
def replica = new Expando()
replica.key = issue.key
replica.summary = issue.summary.trim()
replica.labels = issue.labels.unique(false)
replica.description = issue.description.replaceAll(/\{code\}(.*?)\{code\}/) { all, body -> "<pre>${body}</pre>" }.readLines().findAll { it }.join(' | ')
replica.comments = issue.comments.findAll { !it.internal }.collect { c -> "${c.author.email.split('@')[0]}: ${c.body}" }
replica.severity = issue.customFields.Severity?.value?.value
replica.points = issue.customFields['Story Points']?.value as Integer
replica.missing = issue.customFields."Nope"?.value?.value
def mapping = [High: 1, Medium: 2].withDefault { 3 }
replica.prio = mapping[issue.priority?.name]
replica.properties.each { k, v -> println "$k = $v" }
println replica
