for (s in ['nope', 'foo://x', '', 'x:y', '/abs', 'http//x']) {
    try {
        println new URL(s)
    } catch (MalformedURLException e) {
        println e.message
    }
}
