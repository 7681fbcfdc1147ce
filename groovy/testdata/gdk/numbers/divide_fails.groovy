1.0.divide(3.0)
