// Patterns: keys, mails, links and dates are found in a text and replaced.
import java.util.regex.Pattern

def keyPattern = ~/\b([A-Z]{2,10})-(\d+)\b/
def mail = Pattern.compile('([\\w.+-]+)@((?:[\\w-]+\\.)+[a-z]{2,})', Pattern.CASE_INSENSITIVE)

def keys = []
def m = keyPattern.matcher(text)
while (m.find()) {
    keys << [project: m.group(1), number: m.group(2) as Integer]
}
def linked = text.replaceAll(keyPattern) { all, project, number ->
    project == 'OPS' ? "<$all>" : all
}
linked = linked.replaceAll(/!([\w.]+\.(?:png|jpg))(?:\|[^!]*)?!/, '![]($1)')
linked = linked.replaceAll(/\[([^|\]]+)\|(https?:[^\]]+)\]/, '[$1]($2)')
def masked = mail.matcher(linked).replaceAll('someone@$2')
def bold = masked.replaceAll(/\*(\S[^*\n]*)\*/, '**$1**')

def due = null
if (bold =~ /due (\d{4})-(\d{2})-(\d{2})/) {
    def d = (bold =~ /due (\d{4})-(\d{2})-(\d{2})/)[0]
    due = "${d[3]}.${d[2]}.${d[1]}"
}
def hours = (text =~ /(\d+)h/).collect { all, n -> n.toInteger() }.sum()
def versions = text.findAll(/v\d+\.\d+(\.\d+)?/)
def words = text.split(/\W+/).findAll { it ==~ /[a-z]{5,}/ }
def state
switch (text) {
    case ~/(?s).*\bblocked\b.*/: state = 'Blocked'; break
    case ~/(?s).*\bdone\b.*/: state = 'Done'; break
    default: state = 'Open'
}
def camel = 'remote_issue_key'.replaceAll(/_(\w)/) { it[1].toUpperCase() }
def heading = text.readLines().find { it ==~ /h\d\. .*/ }?.replaceFirst(/h\d\. /, '')
def valid = keys.every { "${it.project}-${it.number}" ==~ /[A-Z]+-\d+/ }
[keys, bold, due, hours, versions, words.size(), state, camel, heading, valid]
