import groovy.transform.*
import groovy.transform.builder.*
@Builder class P { String name; int age; List tags }
println P.builder().name('a').age(3).tags(['x']).build().with { "$name $age $tags" }
@Builder(builderStrategy = SimpleStrategy) class Q { String first; int n }
println new Q().setFirst('z').setN(4).with { first + n }
@Builder(builderStrategy = SimpleStrategy, prefix = '') class Q2 { String first; int n }
println new Q2().first('z').n(4).first
@Builder(prefix = 'with', builderMethodName = 'make', buildMethodName = 'done', builderClassName = 'Mk') class R { String a; int b }
println R.make().withA('q').withB(2).done().b
println R.make().getClass().simpleName
@Builder(builderStrategy = InitializerStrategy) class S { String a; int b }
println new S(S.createInitializer().a('w').b(9)).b
@Builder(excludes = 'b') class T { String a; int b }
try { T.builder().b(1) } catch (MissingMethodException e) { println 'no b' }
class Plain { String x; int y }
@Builder(builderStrategy = ExternalStrategy, forClass = Plain) class PlainBuilder { }
println new PlainBuilder().x('ext').y(7).build().with { x + y }
