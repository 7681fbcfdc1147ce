def r = new XmlParser().parseText('<root id="1"><item k="x">one</item><item>two <b>bold</b> tail</item><empty/><q a="&lt;&quot;">&lt;&amp;"\'</q></root>')
def w = new StringWriter()
new XmlNodePrinter(new PrintWriter(w)).print(r)
println w
w = new StringWriter()
def p = new XmlNodePrinter(new PrintWriter(w), '    ')
p.preserveWhitespace = true
p.print(r)
println w
new XmlNodePrinter().print(r.item[0])
new XmlNodePrinter(preserveWhitespace: true).print(r.item[0])
w = new StringWriter()
new XmlNodePrinter(new PrintWriter(w), '', "'").print(r.q[0])
print w
