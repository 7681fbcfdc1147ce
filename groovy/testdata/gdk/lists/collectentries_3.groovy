def show = { r ->
    println(r == null ? 'null' : r.getClass().name + ' ' + (r.getClass().isArray() || r instanceof Iterator ? r.toList() : r.inspect()))
}
show({ -> [1,2].collectEntries{[it,it,it]} }())
show({ -> ['a','b'].collectEntries{new MapEntry(it,1)} }())
show({ -> [1,2,null].findResults{it} }())
show({ -> [1,2,3].findIndexValues{it>1} }())
