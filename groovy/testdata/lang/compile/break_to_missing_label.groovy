foo: for (i in 1..2) { break bar }
