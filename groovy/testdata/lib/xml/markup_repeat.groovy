def w = new StringWriter()
def m = new groovy.xml.MarkupBuilder(w)
m.ul { 3.times { i -> li(class: "c$i", i) } }
println w
