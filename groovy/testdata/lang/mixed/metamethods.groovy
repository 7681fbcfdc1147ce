class A {
    int foo(String a, int b) { 1 }
    def bar() { }
    static void st(List l) { }
    protected String[] arr(int[] x) { null }
}
def mm = A.metaClass.getMetaMethod('foo', 'x', 1)
println mm.returnType
println mm.name
println mm.signature
println mm.descriptor
println mm.declaringClass
println mm.nativeParameterTypes
println mm.invoke(new A(), 'q', 2)
println mm
println mm.isStatic()
println mm.public
println mm.modifiers
A.metaClass.methods.findAll { it.name in ['foo', 'bar', 'st', 'arr'] }.sort { it.name }.each {
    println "$it.name ${it.returnType.simpleName} ${it.signature} ${it.isStatic()} ${it.modifiers}"
}
println A.metaClass.getMetaMethod('nope')
println new A().metaClass.getMetaMethod('foo', String, int)?.name
A.metaClass.extra = { -> 'e' }
println A.metaClass.expandoMethods*.name
println A.metaClass.expandoProperties*.name
A.metaClass.color = 'red'
println new A().color
println A.metaClass.hasMetaMethod('extra')
println A.metaClass.expandoProperties*.name
println A.metaClass.invokeStaticMethod(Math, 'max', 1, 2)
