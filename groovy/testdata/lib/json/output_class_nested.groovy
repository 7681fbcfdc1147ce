class A { String n; List<B> bs = [] }
class B { int v; Map m = [:] }
println groovy.json.JsonOutput.toJson(new A(n: 'x', bs: [new B(v: 1), new B(v: 2, m: [k: 'z'])]))
