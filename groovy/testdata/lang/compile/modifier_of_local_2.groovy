println "never"
def f() {
    static int a = 1
}
