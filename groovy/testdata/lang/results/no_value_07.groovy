int foo(x) {
  return
}
foo(false)
