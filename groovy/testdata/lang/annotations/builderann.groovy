import groovy.transform.builder.Builder
@Builder class P { String name; int age; List tags }
def p = P.builder().name('a').age(3).tags([1]).build()
println p.name + p.age + p.tags
println P.builder().build().name
@Builder(builderMethodName = 'make', buildMethodName = 'done', prefix = 'with') class Q { String a; int b }
println Q.make().withA('x').withB(2).done().b
import groovy.transform.builder.SimpleStrategy
@Builder(builderStrategy = SimpleStrategy) class R { String a; int b }
def r = new R().setA('q').setB(4); println r.a + r.b
@Builder(builderStrategy = SimpleStrategy, prefix = '') class S { String a; int b }
println new S().a('z').b(1).a
