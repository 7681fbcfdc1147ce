class A { def foo() {} ; def foo() {} }
