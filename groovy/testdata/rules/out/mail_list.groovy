change()
def raw = issue.customFields."Contacts".value
def mails = raw.split(/[;,]/).collect { it.trim() }.collect {
    def m = it =~ /<?([\w.+-]+@[\w.-]+)>?/
    m.find() ? m.group(1) : null
}.findAll { it != null }
replica.contacts = mails
replica.primary = mails ? mails[0] : ''
replica.names = raw.tokenize(';,').collect { it.replaceAll(/<.*>|@.*/, '').trim().capitalize() }
replica.isMail = raw.split(';')[0] ==~ /[^@\s]+@[^@\s]+\.[a-z]{2,}/
show replica
