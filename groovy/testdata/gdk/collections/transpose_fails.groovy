[[1,2],3].transpose()
