5G.divide(0)
