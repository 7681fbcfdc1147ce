static foo() { println x }
x = 1
foo()
