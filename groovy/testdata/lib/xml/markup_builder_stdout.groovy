new groovy.xml.MarkupBuilder().a { b('x') }
println()
println 'end'
