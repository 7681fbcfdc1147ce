Byte.parseByte('200')
