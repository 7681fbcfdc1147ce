message()
def all = []
def next = "/page/1"
int guard = 0
while (next && guard++ < 10) {
    def page = httpClient.get(next)
    all.addAll(page.items)
    next = page.next
}
println "$all after $guard"
def fetch
fetch = { url -> url ? httpClient.get(url).with { p -> p.items + fetch(p.next) } : [] }
println fetch("/page/1")
println all.collate(3)
println all.sum() / all.size()
