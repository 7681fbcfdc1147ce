def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> new Random(42).nextInt(100) }())
show({ -> def r=new Random(1); (1..5).collect{r.nextInt(10)} }())
show({ -> def r=new Random(1); (1..3).collect{r.nextInt(5,15)} }())
show({ -> new Random(1).nextLong() }())
