import foo.Bar
println 1
