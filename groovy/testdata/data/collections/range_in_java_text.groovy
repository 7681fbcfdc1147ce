def r = [c: [-1], key: 4..<3, z: 3..<3, e: [].asImmutable(), k: 5..6]
println r
printf("%s|%n", r)
printf("%s|%n", [4..<3, 4..3])
printf("%s|%n", 4..<3)
println([4..<3])
println "${[4..<3]}"
println ((4..<3) as List)
println (((4..<3) as List).class)
println ((4..<4).toString())
println ((4..<4).inspect())
println ([1, 4..<4].inspect())
println ([1, 4..<4].toString())
println ([a: 4..<4].toString())
println String.valueOf([a: 4..<4])
println ([a: 1..<4].toString())
println (String.valueOf([a: 1..<4, b: 1..4, c: 'a'..<'d']))
