Collections.max([])
