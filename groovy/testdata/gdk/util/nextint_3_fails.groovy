new Scanner('x').nextInt()
