class A { BigDecimal balance = 0; List log = [] }
println new A().properties.keySet()
class B { def a; def b; def c; int name; String summary; def key; def getZed() { 1 } }
println new B().properties.keySet()
class C extends B { def x; def status; def labels }
println new C().properties.keySet()
new C().metaClass.properties.each { println it.name }
