def m() { @groovy.transform.Field def x = 1; x }
println m()
