if (true) { break }
