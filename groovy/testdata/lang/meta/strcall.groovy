def greet(n) { "hi $n" }
def "with space"(x = 1) { "ws $x" }
println "greet"('bob')
println 'greet'('al')
def m = 'gre'
println "${m}et"('dyn')
println this."with space"()
println "with space"(5)
'with space' 7
def r = "with space" 8
println r
"${m}et" 5
println this."${m}et"('this')
class B { def methodMissing(String n, a) { "mm $n $a" } ; def t() { 'my-tag'(x: 1) { 2 } } ; def u() { "dyn-${1}"(5) } }
println new B().t().replaceAll(/closure\d+@[0-9a-f]+/, '#')
println new B().u()
def c = { 'inner'(3) }
c.delegate = new B()
println c()
def list = []
def d = { 'a-b' 'c' ; "dyn-${1}" 5 }
d.delegate = [:]; 
class Rec { List calls = []; def invokeMethod(String n, a) { calls << [n, a as List]; null } }
def rec = new Rec()
d.delegate = rec
d.resolveStrategy = Closure.DELEGATE_FIRST
d()
println rec.calls
