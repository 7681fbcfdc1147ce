message()
def truncate = { String s, int max, String more = '...' ->
    if (s == null || s.length() <= max) return s
    def cut = s.substring(0, max - more.length())
    def space = cut.lastIndexOf(' ')
    (space > 0 ? cut[0..<space] : cut) + more
}
println truncate("The quick brown fox jumps", 15)
println truncate("short", 15)
println truncate(null, 3)
println truncate("abcdefghij", 5, '')
def wrap(String text, int width) {
    def lines = [], line = new StringBuilder()
    text.split(' ').each { word ->
        if (line.length() + word.length() + 1 > width && line) {
            lines << line.toString()
            line.delete(0, line.length())
        }
        if (line.length() > 0) line << ' '
        line << word
    }
    if (line.size()) lines << line.toString()
    lines
}
try { println wrap("aaa bb cccc d eeeee", 6) } catch (MissingPropertyException e) { println e.message } catch (Exception e) { println e.class.name }
println "x".multiply(3) + "-" * 5
println "Some Title Here".split(' ').collect { it[0].toLowerCase() + it.substring(1) }.join('_')
println "camelCaseName".replaceAll(/([A-Z])/, '_$1').toLowerCase()
println "snake_case_name".replaceAll(/_([a-z])/) { it[1].toUpperCase() }
println "  trim me ".trim().capitalize().uncapitalize()
println "|" + "a\n  b\n c".stripIndent().readLines()
println """    |margin
    |text""".stripMargin()
