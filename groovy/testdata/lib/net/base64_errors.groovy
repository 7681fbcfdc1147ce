for (x in ['SGVs*bG8=', 'A', 'SGVsbG8=x', '====', 'AB=C', 'fn4_']) {
    try {
        println Base64.decoder.decode(x)
    } catch (IllegalArgumentException e) {
        println e.message
    }
}
