class A { @Override def foo() {} }
