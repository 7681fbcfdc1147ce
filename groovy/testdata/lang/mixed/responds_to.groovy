class D { def bark() { 1 }; def bark(int i) { 2 }; static st() { } }
def d = new D()
println d.respondsTo('bark')*.parameterTypes*.toList()
println d.respondsTo('bark', [Integer] as Object[]).size()
println d.respondsTo('bark', 5).size()
println d.respondsTo('bark', [int] as Class[]).size()
println d.respondsTo('bark', null).size()
println d.respondsTo('st').size()
println d.respondsTo('toString').size()
println d.respondsTo('nothing').empty
println D.metaClass.respondsTo(D, 'st').size()
D.metaClass.sit = { -> 1 }
D.metaClass.sit << { int n -> n }
println new D().respondsTo('sit').size()
println d.respondsTo('sit').size()
println 'abc'.respondsTo('size').size()
println 'abc'.respondsTo('toUpperCase').size() > 0
println 5.respondsTo('plus').size() > 3
println 'x'.respondsTo('collect') as boolean
println([].respondsTo('each') as boolean)
println d.metaClass.getMetaMethod('bark') != null
println d.metaClass.getMetaMethod('bark', 3).invoke(d, 3)
