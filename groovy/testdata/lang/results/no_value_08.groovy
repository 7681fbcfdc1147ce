int foo(x) {
  if (x) {
    1
  } else if (x == 3) {
    println 3
  }
}
foo(false)
