// Texts: a description is built, trimmed, escaped and cut.
def wrap(String text, int width) {
    def lines = []
    def line = new StringBuilder()
    for (word in text.tokenize()) {
        if (line.length() > 0 && line.length() + word.length() + 1 > width) {
            lines << line.toString()
            line = new StringBuilder()
        }
        if (line.length() > 0) line.append(' ')
        line << word
    }
    if (line.length() > 0) lines << line.toString()
    lines.join('\n')
}
String escape(s) { s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;') }

def title = source.title.trim().capitalize()
if (title.size() > 40) title = title[0..36] + '...'
def slug = title.toLowerCase().replace(' ', '-').findAll { it =~ /[a-z0-9-]/ }.join('')
def header = "h1. ${escape(title)}\n"
def table = new StringBuilder('||Name||Value||\n')
source.fields.each { k, v ->
    table << "|${k.padRight(12)}|${v.toString().padLeft(8)}|\n"
}
def body = source.text.readLines().collect { it.trim() }.findAll { it && !it.startsWith('--') }
def quoted = body.collect { '> ' + it }.join('\n')
def key = source.key
def number = key.substring(key.indexOf('-') + 1) as int
def (project, rest) = key.split('-')
def initials = source.author.split(' ').collect { it[0].toUpperCase() }.join()
def mail = source.author.toLowerCase().tokenize(' ').join('.') + '@' + 'example.org'
def flags = ''
flags += source.text.contains('urgent') ? 'U' : '-'
flags += title.endsWith('...') ? 'L' : '-'
flags += mail.length() % 2 == 0 ? 'E' : 'O'
def text = """${header}${table}
${quoted}
${wrap(body.join(' '), 30)}
Key: $key (${project}/${number + 1}, $rest), by ${initials} <$mail> ${flags * 2}
${'=' * 20}"""
[slug, text, text.count('\n'), text.reverse().take(10), title.center(50, '*')]
