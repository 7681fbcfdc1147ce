message()
def text = "a"
    + "b"
println text
