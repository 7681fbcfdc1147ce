new Random(1).nextInt(0)
