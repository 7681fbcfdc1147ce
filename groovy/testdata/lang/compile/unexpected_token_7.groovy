println 1 +
