message()
def fullName(user) {
    user.displayName.toUpperCase()
}
println fullName(replica.assignee)
println fullName(replica.watcher)
