super.foo()
