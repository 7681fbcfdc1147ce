def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2,3].iterator().with{next();remove()} }())
show({ -> [1,2,3].listIterator(1).previous() }())
show({ -> def l=[1,2,3]; def i=l.listIterator(); while(i.hasNext()){ def x=i.next(); if(x==2) i.remove() }; l }())
show({ -> def l=[5,6,7]; l.subList(1,3).sort{-it}; l }())
