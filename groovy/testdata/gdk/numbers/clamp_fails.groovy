Math.clamp(5,1,3)
