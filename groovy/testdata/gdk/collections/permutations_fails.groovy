[].permutations()
