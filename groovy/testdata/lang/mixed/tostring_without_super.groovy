import groovy.transform.ToString
@ToString(includeSuper = true)
class Base { int a = 1 }
println new Base()
