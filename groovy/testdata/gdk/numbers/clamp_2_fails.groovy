5.clamp(1,3)
