class P {
    String a
    int b
    P next
    def getaB() { 'ab' }
}
println new P().aB
try { new P(zz: 1) } catch (MissingPropertyException e) { println e.message }
println new P().properties.keySet().sort()
