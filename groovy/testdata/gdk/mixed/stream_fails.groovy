[1,2,3].stream
