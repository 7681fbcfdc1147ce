message()
class TextTools {
    static String dashed(String self) { self.toLowerCase().replaceAll(/\W+/, '-') }
    static boolean isKey(String self) { self ==~ /[A-Z]+-\d+/ }
    static getShout(String self) { self.toUpperCase() + '!' }
}
use(TextTools) {
    println "Hello There".dashed()
    println issue.key.isKey()
    println "hey".shout
}
String.metaClass.twice = { -> delegate * 2 }
println "ab".twice()
Integer.metaClass.getMinutes = { -> delegate * 60 }
println 5.minutes
List.metaClass.second = { -> delegate[1] }
try { println([1, 2].second()) } catch (MissingMethodException e) { println 'no second' }
def e = new Expando(name: 'x', hi: { "hi $name $it" })
println e.hi('there')
e.extra = 5
println e.properties.size() + e.extra
def o = new Object()
o.metaClass.label = 'L'
println o.label
println "x".respondsTo('size').size() > 0
println issue.metaClass != null
println 'abc'."${'to' + 'UpperCase'}"()
