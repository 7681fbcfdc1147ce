import groovy.transform.builder.Builder
class P {
    String first
    int age
    @Builder(builderMethodName = 'make')
    static P of(String first, int age) { new P(first: first, age: age) }
    String toString() { "$first $age" }
}
println P.make().first('x').age(3).build()
class Q {
    String a
    @Builder
    Q(String text, int times) { a = text * times }
}
println Q.builder().text('ab').times(2).build().a
