message()
def result = httpClient.http("POST", "/page/2", '{"a":1}', [expand: ["all"]], ["Content-Type": ["application/json"]]) { req, res ->
    if (res.code >= 300) {
        debug.error("POST failed: ${res.code}")
    }
    new groovy.json.JsonSlurper().parseText(res.body)
}
println result.items
def code = httpClient.http("GET", "/none", null, null, [:]) { request, response -> response.code == 404 ? null : response.body }
println code
httpClient.http("DELETE", "/gone", null, [:], [:]) { req, res ->
    if (res.code != 200) throw new IssueTrackerException("${req.method} ${req.path} -> ${res.code}")
}
