[1].each { break }
