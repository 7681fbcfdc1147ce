message()
if (replica.status.name = "Doing") {
    println 'x'
}
