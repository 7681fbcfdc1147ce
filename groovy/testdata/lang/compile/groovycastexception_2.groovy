int x = "abc"
