def m(e) { e.class.simpleName + (e.class.simpleName =~ /Index|Cast|NullP/ ? '' : ':' + e.message?.readLines()?.getAt(0)) }
def rs = [:]
for (i in [-4, -3, -1, 0, 1, 2, 3, 5]) for (j in [-4, -3, -1, 0, 1, 2, 3, 5]) { rs["$i..$j".toString()] = (i..j); rs["$i..<$j".toString()] = (i..<j) }
for (n in 0..3) {
  rs.each { k, r ->
    def l = (1..n).collect { it } ; if (n == 0) l = []
    def o = []
    try { o << l[r] } catch (e) { o << m(e) }
    try { l[r] = [8, 9]; o << l } catch (e) { o << m(e) }
    l = n ? (1..n).collect { it } : []
    try { l[r] = 7; o << l } catch (e) { o << m(e) }
    l = n ? (1..n).collect { it } : []
    try { l[r] = l; o << l } catch (e) { o << m(e) }
    l = n ? (1..n).collect { it } : []
    try { l[r] = []; o << l } catch (e) { o << m(e) }
    l = n ? (1..n).collect { it } : []
    try { l[r] = null; o << l } catch (e) { o << m(e) }
    l = (n ? (1..n).collect { it } : []).asImmutable()
    try { l[r] = 3; o << l } catch (e) { o << m(e) }
    l = (n ? (1..n).collect { it } : []) as Integer[]
    try { o << l[r] } catch (e) { o << m(e) }
    l = Arrays.asList(l)
    try { l[r] = 3; o << l } catch (e) { o << m(e) }
    l = (n ? (1..n).collect { it } : []) as LinkedList
    try { l[r] = 3; o << l } catch (e) { o << m(e) }
    try { o << l[r] } catch (e) { o << m(e) }
    l = 'abcdef'.take(n)
    try { o << l[r] } catch (e) { o << m(e) }
    l = new StringBuilder('abcdef'.take(n))
    try { o << l[r] } catch (e) { o << m(e) }
    try { l[r] = 'zz'; o << l } catch (e) { o << m(e) }
    l = "${'abcdef'.take(n)}"
    try { o << l[r] } catch (e) { o << m(e) }
    println "$n $k $o"
  }
}
