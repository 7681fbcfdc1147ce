enum Planet {
    MERCURY(3.3e23, 2.44e6), EARTH(5.97e24, 6.37e6) {
        String nick() { 'home' }
    }, MARS(6.4e23, 3.39e6)
    final double mass, radius
    static final double G = 6.67e-11
    Planet(double m, double r) { mass = m; radius = r }
    double g() { G * mass / (radius * radius) }
    String nick() { name().toLowerCase() }
    static Planet heaviest() { values().max { it.mass } }
}
Planet.values().each { println "$it ${it.ordinal()} ${it.nick()} ${String.format('%.2f', it.g())}" }
println Planet.heaviest()
println Planet.valueOf('MARS')
println Planet.MARS.next()
println Planet.MERCURY.previous()
println Planet.EARTH.class
println Planet.EARTH.declaringClass
println Planet.MARS.class
def x = Planet.MERCURY; x++; println x
println (Planet.MERCURY..Planet.MARS)
println Planet.EARTH > Planet.MERCURY
println Planet.EARTH <=> Planet.MARS
println Planet.EARTH in [Planet.EARTH]
println 'MARS' as Planet
Planet p = 'EARTH'
println p
try { Planet.valueOf('PLUTO') } catch (e) { println e.class.name + ': ' + e.message }
try { 'PLUTO' as Planet } catch (e) { println e.class.name + ': ' + e.message }
println Planet.MIN_VALUE
println Planet.MAX_VALUE
switch (p) { case Planet.MARS: println 'm'; break; case Planet.EARTH: println 'e'; break }
def r = [(Planet.EARTH): 1, (Planet.MARS): 2]
println r
println r[Planet.MARS]
println Planet.values().collect { it.name()[0] }.join()
println new TreeMap([(Planet.MARS): 1, (Planet.EARTH): 2])
println Planet.EARTH == Planet.valueOf('EARTH')
println Planet.EARTH.toString() + Planet.EARTH.hashCode().class
println Planet.EARTH.is(Planet.EARTH)
println Planet.class.isEnum()
enum Op implements Comparator { ASC { int compare(a, b) { a <=> b } }, DESC; int compare(a, b) { b <=> a } }
println([3,1,2].sort(Op.DESC))
println Planet['EARTH']
println Planet.EARTH.mass
