boolean foo(x) {
  if (x) {
    'abc'
  } else if (x == 3) {
    println 3
  }
}
println foo(false)
println foo('x')
