trait T { private int n = 0; def a() { n-- } }
