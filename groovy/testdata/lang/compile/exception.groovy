throw new Exception('x')
println 2
