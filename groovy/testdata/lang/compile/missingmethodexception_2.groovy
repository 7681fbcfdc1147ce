def (a, b) = 1
