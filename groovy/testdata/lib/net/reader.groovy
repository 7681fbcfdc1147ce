def r = new StringReader('a,b\nc')
println r.readLines().collect { it.tokenize(',') }
def n = 0
new StringReader('x\ny\n').eachLine { l, i -> println "$i $l" }
println new StringReader('').text.isEmpty()
