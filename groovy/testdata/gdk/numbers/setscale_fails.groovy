1.555.setScale(2)
