change()
def link(String text, String url = 'https://jira.example.org/browse/', String key = issue.key) {
    "<a href=\"$url$key\">$text</a>"
}
String join(Collection items, String sep = ", ", Closure f = { it }) { items.collect(f).join(sep) }
int sum(int... n) { n ? n.sum() : 0 }
def options(Map opts = [:], String name) { "$name(${opts.collect { k, v -> "$k=$v" }.join(' ')})" }
replica.a = link('see')
replica.b = link('see', 'http://x/', 'K-1')
replica.c = join(issue.labels, "+") { it.label }
replica.d = join(issue.components, '/', { it.name.toUpperCase() })
replica.e = [sum(), sum(1), sum(1, 2, 3)]
replica.f = options('plain')
replica.g = options('rich', size: 3, color: 'red')
show(replica)
