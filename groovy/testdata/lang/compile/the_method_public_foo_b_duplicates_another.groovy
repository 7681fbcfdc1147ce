class A { def foo(a) {} ; def foo(b) {} }
