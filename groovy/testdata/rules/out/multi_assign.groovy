change()
def (first, second) = issue.comments.collate(2)
replica.firsts = first*.id
replica.seconds = second*.id
def (k, n) = issue.key.split('-')
replica.project = k
replica.number = n.toInteger() + 1
def (String name, String domain) = issue.assignee.email.tokenize('@')
replica.mail = domain + ' ' + name
def (a, b, c) = [1, 2]
replica.abc = [a, b, c]
(a, b) = [b, a]
replica.swapped = "$a$b"
show replica
