class A { String a = 'a' }
class B extends A { String b = 'b'; String getC() { 'c' } }
println groovy.json.JsonOutput.toJson(new B())
println groovy.json.JsonOutput.toJson([new A(), new B()])
