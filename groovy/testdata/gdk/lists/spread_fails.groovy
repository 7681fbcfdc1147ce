[1,2,3].spread
