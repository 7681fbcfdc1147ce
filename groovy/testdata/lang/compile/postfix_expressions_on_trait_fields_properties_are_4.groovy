trait T { static int n = 0; static a() { n++ } }
