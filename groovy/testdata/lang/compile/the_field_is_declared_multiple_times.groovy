class A { def x; def x }
