def u = UUID.fromString('123e4567-e89b-12d3-a456-426614174000')
println u
println u.mostSignificantBits
println u.leastSignificantBits
println u.version()
println u.variant()
println UUID.nameUUIDFromBytes('hello'.bytes)
println u == UUID.fromString('123E4567-E89B-12D3-A456-426614174000')
println u.hashCode()
println new UUID(1L, 2L)
println u.compareTo(new UUID(1L, 2L))
println UUID.fromString('1-2-3-4-5')
def r = UUID.randomUUID().toString()
println r.length() + ' ' + r[14] + ' ' + (r ==~ /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)
println UUID.randomUUID() != UUID.randomUUID()
for (x in ['', 'abc', '123e4567-e89b-12d3-a456', '123e4567-e89b-12d3-a456-42661417400g', '123e4567e89b12d3a456426614174000'])
    try { println UUID.fromString(x) } catch (IllegalArgumentException e) { println "${e.getClass().simpleName} ${e.message}" }
println "id-$u"
println([(u): 1][UUID.fromString(u.toString())])
