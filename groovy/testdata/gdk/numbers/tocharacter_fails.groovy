1.toCharacter()
