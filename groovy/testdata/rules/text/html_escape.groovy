message()
def escape(String s) {
    s?.collectReplacements { ch ->
        switch (ch) {
            case '&': return '&amp;'
            case '<': return '&lt;'
            case '>': return '&gt;'
            case '"': return '&quot;'
        }
        return null
    }
}
println escape('<a href="x">A & B</a>')
println escape(null)
def unescape = { String s ->
    def names = [amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', euro: '€']
    s.replaceAll(/&(#x?[0-9a-fA-F]+|\w+);/) { all, code ->
        if (code.startsWith('#x')) return new String(Character.toChars(Integer.parseInt(code.substring(2), 16)))
        if (code.startsWith('#')) return (char) code.substring(1).toInteger()
        names[code] ?: all
    }
}
println unescape("a&amp;b &lt;i&gt; &#65;&#x42; &euro; &unknown; &nbsp;|")
println groovy.xml.XmlUtil.escapeXml("<x y='1'>&</x>")
println '<p>One</p><p>Two</p>'.replaceAll(/<\/p>\s*<p>/, '\n\n').replaceAll(/<\/?p>/, '')
