trait T { int n = 0; def a() { this.n++ } }
