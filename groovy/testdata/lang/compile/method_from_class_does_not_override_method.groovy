@Override def foo() {}
