message()
def name = "World"
def t = """
Dear ${name},

    your issue ${issue.key} is ${issue.status.name}.
    Open: ${issue.labels.size()}
\tRegards\\
""".stripIndent()
print t
println t.trim().readLines().size()
def raw = '''one
two \
joined
"three" 'four' '''
println raw
def dollar = $/path: C:\temp\${name} $$5 /$
println dollar
def re = ~/(?x) (\d+) \s* # number
  (kg|g)/
println(("12 kg" =~ re)[0])
def lines = t.split('\n').findAll { it.trim() }.collect { it.trim() }
println lines.join(' | ')
t.eachLine { l, i -> if (i < 3) println "$i:$l" }
println t.normalize().count('\n')
println "a\tb\\n\u0041\101"
