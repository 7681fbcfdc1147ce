class P {
    static $static_propertyMissing(String n) { { x, y -> "property $n $x" } }
    static $static_methodMissing(String n, args) { "method $n" }
}
println P.bar(1, 2)
println P.foo.call(2, 3)
class Q {
    static m = [:]
    static $static_propertyMissing(String n, v) { m[n] = v }
    static $static_propertyMissing(String n) { m[n] }
}
Q.zip = 3
println Q.zip
println Q.m
