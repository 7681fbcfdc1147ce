int foo(x) {
  def y = 1
  null
}
foo(false)
