int foo(x) {
  def y = null
  y
}
foo(false)
