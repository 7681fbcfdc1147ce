change()
String wikiToHtml(String text) {
    if (!text) return ""
    text = text.replaceAll(/(?m)^h([1-6])\.\s+(.*)$/, '<h$1>$2</h$1>')
    text = text.replaceAll(/\*(\S[^*\n]*?\S)\*/, '<b>$1</b>')
    text = text.replaceAll(/\b_(\S[^_\n]*?)_\b/, '<i>$1</i>')
    text = text.replaceAll(/\[([^|\]]+)\|([^\]]+)\]/) { all, title, url -> "<a href=\"${url.replace('&', '&amp;')}\">$title</a>" }
    text = text.replaceAll(/\{\{(.+?)\}\}/, '<tt>$1</tt>')
    text = text.replaceAll(/(?s)\{code(?::(\w+))?\}\n?(.*?)\{code\}/) { m -> "<pre class='${m[1] ?: 'none'}'>${m[2].trim()}</pre>" }
    def inList = false
    def lines = []
    text.eachLine { line ->
        if (line.startsWith("# ")) {
            if (!inList) { lines << "<ol>"; inList = true }
            lines << "<li>${line.substring(2)}</li>"
        } else {
            if (inList) { lines << "</ol>"; inList = false }
            lines << (line ? line : "<br/>")
        }
    }
    if (inList) lines << "</ol>"
    return lines.join("\n")
}
replica.description = wikiToHtml(issue.description)
println replica.description
