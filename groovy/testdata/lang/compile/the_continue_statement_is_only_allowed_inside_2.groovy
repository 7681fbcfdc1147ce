for (i in 1..3) { [1].each { continue } }
