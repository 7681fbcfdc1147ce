abstract class Animal {
    String name
    abstract String sound()
    String speak() { "${name} says ${sound()}" }
    String toString() { "${this.class.simpleName}($name)" }
}
class Dog extends Animal { String sound() { 'Woof' }; def fetch(what = 'stick') { "$name fetches $what" } }
class Puppy extends Dog { String sound() { super.sound().toLowerCase() + '!' }; String speak() { "tiny " + super.speak() } }
interface Swimmer { int MAX = 10; def swim() }
class Duck extends Animal implements Swimmer { String sound() { 'Quack' }; def swim() { "$name swims $MAX" } }
def zoo = [new Dog(name: 'Rex'), new Puppy(name: 'Bit'), new Duck(name: 'Don')]
zoo.each { println it.speak() }
println zoo.findAll { it instanceof Swimmer }*.swim()
println zoo[0].fetch() + zoo[1].fetch('ball')
println zoo*.class*.superclass*.simpleName
println zoo.groupBy { it.getClass().superclass.simpleName }.collectEntries { k, v -> [k, v.size()] }
println Duck.interfaces*.name
println Duck.MAX + Swimmer.MAX
println zoo[2].respondsTo('swim') ? 'can' : 'cannot'
def anon = new Animal() { String getName() { 'Anon' };  String sound() { "..." + name.size() } }
println anon.speak()
println anon.class.name
println anon.class.superclass
println zoo[1].sound()
def fake = [sound: { 'Moo' }] as Animal
println fake.sound()
println fake.speak()
def sw = { 'swim closure' } as Swimmer
println sw.swim()
println zoo
println zoo.sort { -it.name.size() ?: it.name }*.name
zoo[2].fetch()
