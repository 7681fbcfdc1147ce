def u = new URL('https://user@example.com:8443/a/b.html?x=1#frag')
println u.protocol
println u.host
println u.port
println u.defaultPort
println u.path
println u.file
println u.query
println u.ref
println u.userInfo
println u.authority
println u
println u.toExternalForm()
println u.toURI().path
println new URL('http://h').port
println new URL('http://h').path.inspect()
println new URL('http://h').query
println new URL(new URL('http://h/a/b'), 'c?d').toString()
println new URL(new URL('http://h/a/b'), '/x').toString()
println new URL('http', 'h', 80, '/f').toString()
println new URL('http', 'h', '/f?q').query
println 'http://h/x'.toURL().host
println 'http://h/x'.toURI().host
println new URL('http://h/x') == new URL('http://h/x')
