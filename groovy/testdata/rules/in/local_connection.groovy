message()
def other = on["Blue side"].issue
issue.summary = "[${other.key}] ${other.summary}"
println on['Red side'].issue.summary
println on.keySet().sort()
println on."Blue side".issue.status.name
println issue.summary.is(other.summary)
