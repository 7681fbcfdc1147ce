for (i in 1..2) { int i = 0 }
