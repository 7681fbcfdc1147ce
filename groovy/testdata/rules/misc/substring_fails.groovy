message()
def short_ = replica.status.name.substring(0, 10)
println short_
