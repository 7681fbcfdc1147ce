abstract class Shape {
    String name
    static int count = 0
    Shape(String name) { this.name = name; count++ }
    abstract double area()
    String toString() { sprintf('%s[%.2f]', name, area()) }
    int compareTo(o) { area() <=> o.area() }
}
class Circle extends Shape implements Comparable<Shape> {
    double r
    Circle(double r) { super('circle'); this.r = r }
    double area() { Math.PI * r * r }
}
class Rect extends Shape implements Comparable<Shape> {
    double w, h
    Rect(w, h) { super('rect'); this.w = w; this.h = h }
    double area() { w * h }
    @Override String toString() { super.toString() + "(${w}x$h)" }
}
class Square extends Rect {
    Square(s) { super(s, s); name = 'square' }
}
def shapes = [new Circle(1), new Rect(2, 3), new Square(2)]
shapes.sort().each { println it }
println Shape.count
println shapes*.name
println shapes.max { it.area() }
println shapes.collectEntries { [it.name, it.area().round(1)] }
println shapes.findAll { it instanceof Rect }.size()
println (new Square(3) == new Square(3))
println new Square(1).properties.keySet().sort()
println Square.superclass.superclass.simpleName
println shapes.groupBy { it.class.superclass.simpleName }.collectEntries { k, v -> [k, v.size()] }
println new Circle(2).respondsTo('area').size()
println new Circle(2).hasProperty('r').name
println new Circle(2).metaClass.hasProperty(new Circle(2), 'zz')
