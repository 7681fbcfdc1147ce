def u = new URI('https://user:pw@example.com:8443/a/b%20c/d.html?x=1&y=%26#frag%20x')
println u.scheme
println u.host
println u.port
println u.path
println u.rawPath
println u.query
println u.rawQuery
println u.fragment
println u.rawFragment
println u.userInfo
println u.authority
println u.schemeSpecificPart
println u.absolute
println u.opaque
println u
println new URI('mailto:a@b.c').schemeSpecificPart
println new URI('mailto:a@b.c').opaque
println new URI('/rel/path?q').path
println new URI('/rel/path?q').scheme
println new URI('http://x').port
println new URI('http://x').path.inspect()
println new URI('').path.inspect()
println new URI('urn:isbn:123')
println u == new URI(u.toString())
println u.hashCode() == new URI(u.toString()).hashCode()
