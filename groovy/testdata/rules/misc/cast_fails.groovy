message()
Long id = replica.key
println id
