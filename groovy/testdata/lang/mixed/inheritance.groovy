abstract class Shape {
    String name
    Shape(String name) { this.name = name; init() }
    protected void init() { println "init $name" }
    abstract double area()
    def describe() { "${name}: ${String.format('%.2f', area())} ${extra()}" }
    protected extra() { 'none' }
    static Shape make(String k, double... d) {
        switch (k) {
            case 'c': return new Circle(d[0])
            case 'r': return new Rect(d[0], d[1])
        }
        throw new IllegalArgumentException("bad $k")
    }
}
class Circle extends Shape {
    double r
    Circle(double r) { super('circle'); this.r = r }
    double area() { Math.PI * r * r }
}
class Rect extends Shape {
    double w, h
    Rect(double w, double h) { super('rect'); this.w = w; this.h = h }
    protected void init() { super.init(); println "rect w=$w" }
    double area() { w * h }
    def extra() { super.extra() + '+rect' }
}
class Square extends Rect {
    Square(s) { super(s, s) ; name = 'sq' }
    def extra() { super.extra() + '+sq' }
    String toString() { "Square:" + super.describe() }
}
println Shape.make('c', 2).describe()
println Shape.make('r', 2, 3).describe()
println new Square(3).describe()
println new Square(4)
try { Shape.make('z') } catch (IllegalArgumentException e) { println e.message }
try { Shape.newInstance('x') } catch (e) { println e.class.name }
def l = [new Circle(1), new Rect(1, 2), new Square(2)]
println l.collect { it instanceof Rect }
println l*.class*.simpleName
println l*.name
println Square.superclass.name
println l.sum { it.area() }.round(3)
println l.findAll { Rect.isInstance(it) }.size()
println l.groupBy { it.class.superclass.simpleName }.collectEntries { k, v -> [k, v.size()] }
