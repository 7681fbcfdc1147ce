// BitSet, EnumMap, EnumSet
def b = new BitSet()
b.set(1); b.set(3, 6); b[10] = true
println b
println b[3]
println b.cardinality() + ' ' + b.length() + ' ' + b.nextSetBit(4) + ' ' + b.nextClearBit(3)
def c = new BitSet(8)
c.set(3); c.set(4); c.set(20)
println b & c
println b | c
println b ^ c
println b.intersects(c)
println b
b.and(c); println b
b.flip(0, 4); println b
b.clear(1); println b
println b.isEmpty()
b.clear(); println b.empty
println c.stream().toArray()
println b == new BitSet()
println c[3..4]
enum Day { MON, TUE, WED, THU, FRI, SAT, SUN
  boolean weekend() { this in [SAT, SUN] } }
def we = EnumSet.of(Day.SUN, Day.SAT)
println we
println EnumSet.complementOf(we)
println EnumSet.range(Day.TUE, Day.THU)
println EnumSet.noneOf(Day)
we << Day.MON
println we
println we.contains(Day.MON)
def em = new EnumMap(Day)
em[Day.FRI] = 'party'; em[Day.MON] = 'ugh'
println em
println em.containsKey(Day.TUE)
println em.keySet()
println Day.values().groupBy { it.weekend() }
println Day.values().collectEntries { [it, it.ordinal()] }
println((Day.MON..Day.WED))
println Day.MON.next() 
println Day.SUN.next()
println EnumSet.copyOf([Day.WED, Day.TUE])
println Day.valueOf('TUE').name()
println em.getClass().name
