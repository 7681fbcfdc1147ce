int foo(x) {
  try {
    println x
  } finally { println 'f' }
}
foo(false)
