import groovy.transform.*
class A { @Memoized int x = 3 }
