import groovy.transform.TailRecursive
class T {
    @TailRecursive
    int bad(int n) { n == 0 ? 0 : 1 + bad(n - 1) }
}
println new T().bad(3)
