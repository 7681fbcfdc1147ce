new StringTokenizer('').nextToken()
