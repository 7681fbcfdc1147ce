for (c in [{ URLDecoder.decode('%zz', 'UTF-8') }, { URLDecoder.decode('%4', 'UTF-8') }, { URLDecoder.decode('a%', 'UTF-8') }, { URLEncoder.encode('a b', 'nope') }, { URLDecoder.decode('a%20', 'nope') }, { URLDecoder.decode('%-1', 'UTF-8') }]) {
    try {
        println c()
    } catch (e) {
        println "${e.getClass().name}: ${e.message}"
    }
}
