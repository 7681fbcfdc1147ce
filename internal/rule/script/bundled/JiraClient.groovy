import com.exalate.api.exception.IssueTrackerException

/** Calls of the connected tracker by path, with query and headers as lists of texts. */
class JiraClient {
    private final client

    JiraClient() { this(InjectorGetter.httpClient) }
    JiraClient(client) { this.client = client }
    JiraClient(client, debug) { this(client) }
    JiraClient(client, nodeHelper, debug) { this(client) }

    static class Response {
        final body
        final Integer code
        final Map<String, List<String>> headers

        Response(body, Integer code, Map<String, List<String>> headers) {
            this.body = body
            this.code = code
            this.headers = headers
        }
    }

    def http(String method, String path, Map query, body, Map headers) {
        http(method, path, query, body, headers) { answer ->
            if (answer.code >= 300) throw new IssueTrackerException("$method $path was answered ${answer.code}: ${answer.body}".toString())
            answer.body
        }
    }

    def http(String method, String path, Map query, body, Map headers, Closure then) {
        def request = client.ws().url(path).withMethod(method)
        each(query) { name, value -> request = request.addQueryStringParameters(new scala.Tuple2(name, value)) }
        each(headers) { name, value -> request = request.addHttpHeaders(new scala.Tuple2(name, value)) }
        if (body != null) request = request.withBody(body)
        def answer = scala.concurrent.Await.result(request.execute(), null)
        Map<String, List<String>> seen = [:]
        for (header in answer.allHeaders()) seen[header._1()] = header._2().toArray()
        then(new Response(answer.body(), answer.status(), seen))
    }

    private static void each(Map of, Closure take) {
        of?.each { name, values ->
            for (value in (values instanceof Collection ? values : [values])) take(name as String, value as String)
        }
    }
}

/** The same under the names that other trackers' programs had for it. */
class AdoClient extends JiraClient {
    AdoClient(client) { super(client) }
    AdoClient(client, nodeHelper, debug) { super(client) }
}

class ZdClient extends JiraClient {
    ZdClient(client) { super(client) }
    ZdClient(client, debug) { super(client) }
}

/** The same with the query in the address. */
class GroovyHttpClient extends JiraClient {
    GroovyHttpClient(client) { super(client) }

    def http(String method, String url, String body, Map headers) { http(method, url, [:], body, headers) }
    def http(String method, String url, String body, Map headers, Closure then) { http(method, url, [:], body, headers, then) }
}
