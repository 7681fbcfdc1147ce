int foo(x) {
  def y = 1
  println y
  while (false) {
    y++
  }
}
foo(false)
