change()
class Markdown {
    private final StringBuilder out = new StringBuilder()
    Markdown heading(int level, String text) { out << '#' * level << ' ' << text << '\n\n'; this }
    Markdown item(text, boolean done = false) { out << "- [${done ? 'x' : ' '}] $text\n"; this }
    Markdown table(List header, List<List> rows) {
        out << '| ' << header.join(' | ') << ' |\n'
        out << '|' << header.collect { '---' }.join('|') << '|\n'
        rows.each { out << '| ' << it.join(' | ') << ' |\n' }
        return this
    }
    @Override String toString() { out.toString() }
}
def md = new Markdown()
    .heading(2, issue.summary)
    .item('reproduced', true)
    .item("fixed in ${issue.fixVersions[0].name}")
    .table(['file', 'size'], issue.attachments.collect { [it.filename, it.filesize] })
replica.description = "$md"
print replica.description
