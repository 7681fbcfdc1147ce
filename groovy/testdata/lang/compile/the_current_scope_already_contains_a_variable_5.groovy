def i = 0
for (i in 1..2) { println i }
