class A { int foo() { } }
println new A().foo()
