Character.isLetter('a')
