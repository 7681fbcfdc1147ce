message()
def names = replica.comments.collect { c ->
    c.author.displayName
}
println names
