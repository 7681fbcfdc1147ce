message()
def jql = "parent=${issue.key}"
def path = "/rest/api/2/search?jql=" + URLEncoder.encode(jql, "UTF-8")
def found = httpClient.get(path)
println found.issues.collect { it.key }
println found.issues.sum { it.fields.timespent ?: 0 }
def auth = "user@example.org:s3cret".bytes.encodeBase64().toString()
println "Basic " + auth
println new String(auth.decodeBase64())
println Base64.getEncoder().encodeToString("ä:ß".getBytes("UTF-8"))
println URLEncoder.encode('a b&c=d/ü', java.nio.charset.StandardCharsets.UTF_8.toString())
println URLDecoder.decode("a+b%26c", "UTF-8")
def query = [a: 1, 'b c': 'd&e'].collect { k, v -> "${URLEncoder.encode(k, 'UTF-8')}=${URLEncoder.encode(v as String, 'UTF-8')}" }.join('&')
println query
