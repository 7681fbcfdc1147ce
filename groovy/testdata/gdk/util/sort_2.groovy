def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> def a=['b','a'] as String[]; Arrays.sort(a); a }())
show({ -> def a=[3,1,2] as Integer[]; Arrays.sort(a,{x,y->y<=>x} as Comparator); a }())
show({ -> def a=new int[3]; Arrays.fill(a,7); a }())
show({ -> Arrays.copyOf([1,2] as int[],4) }())
