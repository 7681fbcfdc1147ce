def base = new URI('http://h/a/b/c')
for (r in ['d', '/x', '../y', './z', 'http://o/p', '?q=1', '#f', '../../../up', 'd/../e', ''])
    println "$r -> ${base.resolve(r)}"
println new URI('http://h/a/./b/../c').normalize()
println new URI('a/../../b').normalize()
println new URI('http://h/a/').relativize(new URI('http://h/a/b/c'))
println new URI('http://h/x/').relativize(new URI('http://h/a/b/c'))
println URI.create('http://x/y').path
println new URI('http', 'h', '/a b', 'q=ü', 'f').toString()
println new URI('http', 'h', '/a b', null).toString()
println new URI('http', null, 'h', 8080, '/p', 'q', null).toString()
println new URI('http://h/é').toASCIIString()
println new URI('b').compareTo(new URI('a'))
