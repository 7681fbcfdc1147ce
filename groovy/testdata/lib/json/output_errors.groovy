import groovy.json.*
for (v in [Double.NaN, Float.POSITIVE_INFINITY, [x: Double.NaN], [(null): 2], Double.NEGATIVE_INFINITY]) {
    try {
        println JsonOutput.toJson(v)
    } catch (e) {
        println "${e.getClass().name} ${e.message}"
    }
}
