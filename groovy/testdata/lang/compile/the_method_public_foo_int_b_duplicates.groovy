class A { def foo(int a) {} ; String foo(int b) {} }
