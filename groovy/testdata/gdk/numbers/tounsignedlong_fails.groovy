5.toUnsignedLong()
