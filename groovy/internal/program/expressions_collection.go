package program

const listTable = `
~list(T): @list(T) + @list(T)
~list(T): @list(T) + @T
~list(T): @list(T) - @list(T)
~list(T): @list(T) - @T
~list(T): @list(T) * @small
~list(T): @list(T) << @T
~list(T): @bool ? @list(T) : @list(T)
~list(T): @set(T) as List
~list(int): @range as List
list(T): @list(T)[@range]
list(T): @list(T)[@small..@small]
list(T): @list(T)[0..<@small]
list(T): @list(T)[@small, @small]
list(T): @list(T)[@list(small)]
list(T): @list(T).findAll { @bool[it:T] }
list(T): @list(T).grep { @bool[it:T] }
list(T): @list(T).grep()
list(T): @list(T).findAll()
list(T): @list(U).collect { @T[it:U] }
list(T): @list(U).collect { #x -> @T[x:U] }
~list(T): @set(U).collect { @T[it:U] }.toList()
list(T): @list(U).collectMany { [@T[it:U], @T[it:U]] }
list(T): @list(U).collectMany { @list(T)[it:U] }
list(T): @map(U,V).collect { #k, #v -> @T[k:U,v:V] }
list(T): @map(U,V).collect { @T[it:entry] }
list(T): @map(U,T).values().toList()
list(T): @map(T,U).keySet().toList()
list(T): @map(T,U)*.key
list(T): @map(U,T)*.value
list(T): @list(T).reverse()
list(T): @list(T).unique(false)
list(T): @list(T).toUnique()
list(T): @list(T).take(@small)
list(T): @list(T).drop(@small)
list(T): @list(T).takeRight(@small)
list(T): @list(T).dropRight(@small)
list(T): @list(T).takeWhile { @bool[it:T] }
list(T): @list(T).dropWhile { @bool[it:T] }
list(T): @list(T).tail()
list(T): @list(T).init()
list(T): @list(T).plus(@list(T))
list(T): @list(T).minus(@list(T))
list(T): @list(T).intersect(@list(T))
list(T): @list(T).toList()
list(T): @list(T).asImmutable()
list(T): @list(T).each { @A[it:T] }
list(T): @list(T).eachWithIndex { #x, #i -> @A[x:T,i:int] }
list(T): @list(T).sort(false) { @int[it:T] }
list(T): @list(T).sort(false) { @str[it:T] }
list(T): @list(T).toSorted { #a, #b -> @int[a:T] <=> @int[b:T] }
list(T): @list(T).subList(0, @small)
list(T): @list(T).unique(false) { @int[it:T] }
list(T): [@T, @T, @T]
list(T): [@T]
~list(T): [@T] as ArrayList
list(T): [*@list(T), @T]
list(T): ([@T, @T] as LinkedList)
list(T): @list(list(T)).flatten()
list(T): @list(list(T)).sum()
list(T): @list(T).inject([]) { #a, #b -> #a + [@T[b:T]] }
~list(T): @list(T).withIndex().findAll { #x, #i -> @bool[x:T,i:int] }.collect { it[0] }
list(T): (@list(T) as Set).toList()
list(T): (@bool ? [@T] : [])
list(T): @list(T).swap(0, @small)
list(T): @list(T).collect { it }
list(T): @fn1(U,list(T))(@U)
~list(T): new ArrayList(@list(T))
list(T): Collections.nCopies(@small, @T)
list(T): (0..<@small).collect { @T[it:int] }
list(int): @list(int).sort(false)
list(int): @list(str)*.hashCode()
list(int): @list(str)*.size()
list(int): @list(str)*.length()
list(int): @range.toList()
list(int): @range.step(@small)
~list(int): @list(A).findIndexValues { @bool[it:A] }*.intValue()
list(int): @list(A).indices.toList()
list(int): (@small..@small).collect { @int[it:int] }
list(int): @range.findAll { @bool[it:int] }
list(str): @str.tokenize(@plainstr)
list(str): @str.tokenize()
list(str): @str.split(@re).toList()
list(str): @str.split().toList()
list(str): @str.toList()
list(str): @str.findAll(@re)
list(str): @str.findAll(@re) { @str[it:str] }
list(str): @str.readLines()
list(str): @str.collect { @str[it:str] }
list(str): @list(str)*.toUpperCase()
list(str): @list(str)*.trim()
list(str): @list(str).sort(false)
list(str): @list(str).sort(false) { #a, #b -> #b <=> #a }
list(str): @list(A)*.toString()
list(str): @list(A).collect { "$it".toString() }
list(str): ('a'..'e').toList()
list(str): (@str..@str).take(3)
list(list(T)): @list(T).collate(@small)
list(list(T)): @list(T).collate(@small, false)
~list(list(T)): @list(T).split { @bool[it:T] }.toList()
list(list(T)): [@list(T), @list(T)]
list(list(T)): [@list(T), @list(T)].transpose()
list(list(T)): [@list(T).take(2), @list(T).take(2)].combinations()
list(list(T)): @list(T).take(3).subsequences().toList().sort { it.toString() }
list(list(T)): @list(T).take(3).permutations().toList().sort { it.toString() }
~list(list(T)): @list(T).groupBy { @int[it:T] }.values().toList()
T: @list(T)[@small]
T: @list(T)[-1]
T: @list(T)[@int]
T: @list(T).get(@small)
T: @list(T).first()
T: @list(T).last()
T: @list(T).head()
T: @list(T).getAt(@small)
T: @list(T).find { @bool[it:T] }
T: @list(T).max { @int[it:T] }
T: @list(T).min { @str[it:T] }
T: @list(T).inject(@T) { #a, #b -> @T[a:T,b:T] }
T: @list(U).inject(@T) { #a, #b -> @T[a:T,b:U] }
T: @list(U).findResult { @T[it:U] }
T: @list(U).findResult(@T) { #x -> @bool[x:U] ? @T[x:U] : null }
T: @set(T).iterator().next()
T: @map(U,T)[@U]
T: @map(U,T).get(@U, @T)
T: @map(str,T).get(@str)
T: @fn1(U,T)(@U)
T: @fn2(U,V,T)(@U, @V)
T: @U.with { @T[it:U] }
T: (@bool ? @T : @T)
T: (@T ?: @T)
T: [@T, @T][@small]
T: ({ #x -> @T[x:U] }).call(@U)
`

const setTable = `
~set(T): @set(T) + @set(T)
~set(T): @set(T) + @T
~set(T): @set(T) - @T
~set(T): @set(T) - @list(T)
~set(T): @list(T) as Set
~set(T): @list(T) as LinkedHashSet
set(T): @set(T).findAll { @bool[it:T] }
set(T): @set(T).plus(@list(T))
set(T): @set(T).intersect(@set(T))
~set(T): new LinkedHashSet(@list(T))
~set(int): @list(int) as TreeSet
~set(str): @list(str) as SortedSet
set(int): @list(int).toSet()
set(str): @list(str).toSet()
set(str): @str.toSet()
`

const mapTable = `
~map(K,V): @map(K,V) + @map(K,V)
~map(K,V): @map(K,V) << [(@K): @V]
~map(K,V): @bool ? @map(K,V) : @map(K,V)
~map(K,V): @map(K,V) - @map(K,V)
map(K,V): [(@K): @V, (@K): @V]
map(K,V): [(@K): @V]
map(K,V): [*: @map(K,V), (@K): @V]
map(str,V): [a: @V, b: @V]
map(str,V): ['a b': @V, c: @V, "d": @V]
map(str,V): [a: @V, ("b" + @str): @V]
map(int,V): [1: @V, 2: @V]
map(K,V): @map(K,V).findAll { #k, #v -> @bool[k:K,v:V] }
map(K,V): @map(K,V).findAll { @bool[it:entry] }
map(K,V): @map(K,V).plus(@map(K,V))
map(K,V): @list(A).collectEntries { [(@K[it:A]): @V[it:A]] }
map(K,V): @list(A).collectEntries { [@K[it:A], @V[it:A]] }
map(K,V): @map(A,B).collectEntries { #k, #v -> [@K[k:A,v:B], @V[k:A,v:B]] }
map(K,V): @map(K,V).sort { #a, #b -> @int <=> @int }
map(K,V): @map(K,V).each { #k, #v -> @A[k:K,v:V] }
map(K,V): @map(K,V).take(@small)
map(K,V): @map(K,V).drop(@small)
map(K,V): @map(K,V).asImmutable()
map(K,V): @map(K,V).subMap([@K, @K])
~map(K,V): new LinkedHashMap(@map(K,V))
map(K,V): (@map(K,V) as HashMap)
map(K,V): [@list(K), @list(V)].transpose().collectEntries { it }
map(str,V): @map(str,V).sort()
map(int,V): @map(int,V).sort { -it.key }
~map(str,V): new TreeMap(@map(str,V))
~map(int,V): @map(int,V) as TreeMap
map(K,int): @list(K).countBy { it }
map(K,int): @list(A).countBy { @K[it:A] }
map(K,list(T)): @list(T).groupBy { @K[it:T] }
map(bool,list(T)): @list(T).groupBy { @bool[it:T] }
map(K,list(V)): @map(K,list(V)).findAll { it.value }
map(K,str): @map(K,V).collectEntries { #k, #v -> [#k, "$#v".toString()] }
map(str,int): @str.countBy { it }
`

const rangeTable = `
range: (@small..@small)
range: (@small..<@small)
range: (0..@small)
range: (1..<5)
range: (@small..-1)
range: @range.reverse()
`

const closureTable = `
fn1(A,R): { #x -> @R[x:A] }
fn1(A,R): { @R[it:A] }
fn1(A,R): { #x, #y = @B -> @R[x:A,y:B] }
fn1(A,R): { #x -> def #y = @B[x:A]; @R[x:A,y:B] }
fn1(A,R): { #x -> if (@bool[x:A]) { return @R[x:A] }; @R[x:A] }
fn1(A,R): @fn2(B,A,R).curry(@B)
fn1(A,R): @fn2(A,B,R).rcurry(@B)
~fn1(A,R): (@fn1(A,B) >> @fn1(B,R))
~fn1(A,R): (@fn1(B,R) << @fn1(A,B))
fn1(A,R): @fn1(A,R).memoize()
fn2(A,B,R): { #x, #y -> @R[x:A,y:B] }
fn2(A,B,R): { #x, #y -> @bool[x:A,y:B] ? @R[x:A] : @R[y:B] }
fn2(int,int,int): { int #x, int #y -> @int[x:int,y:int] }
fn2(str,num,R): { String #x, #y -> @R[x:str,y:num] }
fn1(A,R): { Object... #x -> @R[x:list(A)] }
`
