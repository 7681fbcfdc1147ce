message()
replica.anything = 1
replica.x = [y: [z: null]]
println replica.x.y.z?.w
println replica.nothing
println replica.nothing?.at?.all
def name = "dyn${1 + 1}"
issue."$name" = "v"
issue."${name}b" = "w"
println issue.dyn2 + issue.dyn2b
issue["indexed"] = 5
println issue.indexed + issue["dyn2"].size()
show(issue)
