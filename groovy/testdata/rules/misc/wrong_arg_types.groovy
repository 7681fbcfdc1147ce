message()
def total(int a, int b) { a + b }
println total(1, 2)
println total("1", 2)
