5.max(3)
