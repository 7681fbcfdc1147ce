println UUID.nameUUIDFromBytes('issue-1'.bytes)
println UUID.nameUUIDFromBytes([] as byte[]).version()
println([UUID.fromString('0-0-0-0-1'), UUID.fromString('0-0-0-0-2')].sort { a, b -> b <=> a })
