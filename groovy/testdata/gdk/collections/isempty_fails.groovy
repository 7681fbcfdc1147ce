([3,1,2] as int[]).isEmpty()
