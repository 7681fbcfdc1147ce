message()
def status = replica.status.name
if (status.name == "Doing") {
    println "never"
}
