'12.5'.toInteger()
