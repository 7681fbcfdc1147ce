trait T { String hi() { 'hi ' + name() }; abstract String name() }
def o = new T() { String name() { 'anon' } }
println o.hi()
println o instanceof T
