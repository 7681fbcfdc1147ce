int foo(x) {
  def y = 1
  if (x) {
    return 1
  }
}
foo(false)
