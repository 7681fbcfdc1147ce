import groovy.json.JsonOutput
for (x in ['{a:1}', '{"a":tru}', '[1.]', '[-]', '[\n  @]', '[nil]']) {
    try {
        println JsonOutput.prettyPrint(x)
    } catch (e) {
        println "${e.getClass().name} ${e.message}"
    }
}
