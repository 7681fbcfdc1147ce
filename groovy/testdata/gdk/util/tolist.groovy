def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new StringTokenizer('a,b;c',',;').toList() }())
show({ -> def s=new StringTokenizer('a,b',',',true); [s.nextToken(),s.nextToken(),s.nextToken(),s.hasMoreTokens()] }())
show({ -> def s=new Scanner('1 2.5 abc'); [s.nextInt(),s.nextDouble(),s.next(),s.hasNext()] }())
show({ -> def s=new Scanner('a\nb c\n'); [s.nextLine(),s.nextLine(),s.hasNextLine()] }())
