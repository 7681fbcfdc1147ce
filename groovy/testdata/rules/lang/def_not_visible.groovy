message()
def prefix = "REM"
def addPrefix(text) {
    return prefix + "-" + text
}
println "start"
println addPrefix("1")
