new BigInteger('x')
