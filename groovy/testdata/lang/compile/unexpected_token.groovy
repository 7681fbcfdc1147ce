x.y.z = 
