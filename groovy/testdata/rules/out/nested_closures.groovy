change()
def clean = { String s -> s?.trim()?.replaceAll(/\s+/, ' ') }
def shorten = { String s, int n = 20 -> s.size() > n ? s[0..<n] + '…' : s }
def both = clean >> shorten
replica.summary = both("   too   long   a summary for   this  field ")
replica.s2 = shorten(issue.summary, 5)
def forEachComment = { closure -> issue.comments.each { c -> closure(c, clean(c.body)) } }
def lines = []
forEachComment { c, text -> lines << "${c.id}: ${shorten(text, 10)}" }
replica.lines = lines
def counter = { -> def n = 0; return { -> n++ } }()
replica.n = [counter(), counter(), counter()]
def makeTag = { tag -> { text -> "<$tag>$text</$tag>" } }
def b = makeTag('b'), i = makeTag('i')
replica.tagged = (b << i)('x')
replica.curried = shorten.rcurry(3)('abcdef')
show(replica)
