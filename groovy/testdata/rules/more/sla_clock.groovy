message()
def now = new Date(1710930000000L)
def started = replica.created
def slaMinutes = replica.customKeys.sla.minutes
def elapsed = (now.time - started.time).intdiv(60000)
issue.elapsed = elapsed
issue.breached = elapsed > slaMinutes
issue.left = [slaMinutes - elapsed, 0].max()
def parts = [d: 1440, h: 60, m: 1].inject([text: '', rest: elapsed]) { acc, unit, size ->
    def n = acc.rest.intdiv(size)
    [text: n ? "${acc.text}$n$unit ".toString() : acc.text, rest: acc.rest % size]
}
issue.elapsedText = parts.text.trim()
show(issue)
