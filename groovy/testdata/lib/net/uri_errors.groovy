for (s in ['http://a b', 'ht tp://x', ':x', 'http://[x', 'a%zz', '%', 'http://h/|', '1a:b', 'http:']) {
    try {
        println new URI(s)
    } catch (URISyntaxException e) {
        println e.message
        println "${e.index} ${e.reason} ${e.input}"
    }
}
try { URI.create('a b') } catch (IllegalArgumentException e) { println e.message }
