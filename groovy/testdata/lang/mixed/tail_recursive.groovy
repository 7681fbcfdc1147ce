import groovy.transform.TailRecursive
class T {
    @TailRecursive
    static long fact(int n, long acc = 1) {
        if (n <= 1) return acc
        fact(n - 1, n * acc % 1000007)
    }
    @TailRecursive
    def count(List l, int c) {
        if (l.isEmpty()) { return c } else { return count(l.tail(), c + 1) }
    }
    @TailRecursive
    int gcd(int a, int b) { b == 0 ? a : gcd(b, a % b) }
    @TailRecursive
    boolean even(n) { n == 0 ? true : n == 1 ? false : this.even(n - 2) }
}
println T.fact(5)
println T.fact(20000)
println new T().count((1..3000).toList(), 0)
println new T().gcd(48, 36)
println new T().even(3000)
@TailRecursive
def rev(List l, List acc = []) {
    if (!l) return acc
    return rev(l.drop(1), [l[0]] + acc)
}
println rev([1, 2, 3])
@TailRecursive
def seen(int n, List l) {
    def f = { n }
    if (n == 0) return l
    seen(n - 1, l + [f])
}
println seen(3, [])*.call()
