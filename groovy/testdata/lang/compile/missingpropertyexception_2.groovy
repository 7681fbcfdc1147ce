println Undefined.foo()
