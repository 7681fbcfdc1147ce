3.isNaN()
