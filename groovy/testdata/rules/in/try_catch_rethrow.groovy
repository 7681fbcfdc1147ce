message()
def readSprint(id) {
    try {
        return httpClient.get("/rest/agile/1.0/board/${id}/sprint")
    } catch (IllegalStateException e) {
        log.error("board $id", e)
        return [values: []]
    } finally {
        println "asked for $id"
    }
}
println readSprint(3).values*.name
println readSprint(4).values.size()
try {
    def x = null
    x.foo()
} catch (NullPointerException | IllegalArgumentException e) {
    println "caught: " + e.message
}
try {
    Integer.parseInt(replica.state + "x")
} catch (NumberFormatException e) {
    throw new Exception("bad state: " + e.getMessage(), e)
}
