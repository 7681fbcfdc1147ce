change()
def m = issue.description =~ /Ticket:\s*([A-Z]+-\d+)/
if (m.find()) {
    replica.externalKey = m.group(1)
}
def cost = (issue.description =~ /cost:\s*([A-Z]{3})\s+([\d,.]+)/)
if (cost) {
    replica.currency = cost[0][1]
    replica.cost = cost[0][2].replace(",", "").toBigDecimal()
}
replica.hasCode = issue.description ==~ /(?s).*\{code.*/
replica.bolds = issue.description.findAll(/\*(\w+)\*/)
replica.boldWords = issue.description.findAll(/\*(\w+)\*/) { all, w -> w.toUpperCase() }
def links = []
def matcher = issue.description =~ /\[([^|\]]+)\|([^\]]+)\]/
while (matcher.find()) {
    links << [title: matcher.group(1), url: matcher.group(2)]
}
replica.links = links
show replica
