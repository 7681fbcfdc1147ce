int foo() {
  // nothing
}
foo()
