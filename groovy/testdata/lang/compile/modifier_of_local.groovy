println "never"
private int x = 5
println x
