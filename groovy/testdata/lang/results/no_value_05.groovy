int foo(x) {
  switch (x) {
    case 1: 
       5
       break
    case 2:
       6
  }
}
foo(false)
