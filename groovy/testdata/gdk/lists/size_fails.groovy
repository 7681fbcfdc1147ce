[1,2,3].size
