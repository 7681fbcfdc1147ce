message()
def toWiki = { String html ->
    def s = html
    def rules = [
        [/(?i)<br\s*\/?>/, '\n'],
        [/(?i)<\/?(b|strong)>/, '*'],
        [/(?i)<\/?(i|em)>/, '_'],
        [/(?is)<ul>(.*?)<\/ul>/, '$1'],
        [/(?is)<li>(.*?)<\/li>/, '* $1\n'],
        [/(?is)<p>(.*?)<\/p>/, '$1\n'],
        [/<[^>]+>/, ''],
        ['&nbsp;', ' '], ['&lt;', '<'], ['&gt;', '>'], ['&amp;', '&'],
        [/\n{3,}/, '\n\n'],
    ]
    rules.each { from, to -> s = s.replaceAll(from, to) }
    s.trim()
}
issue.description = toWiki(replica.description)
println issue.description
println toWiki("<b>a</b><br/>b &amp;lt; c")
