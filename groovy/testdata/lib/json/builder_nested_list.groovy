def b = new groovy.json.JsonBuilder()
b.r { l([[1, 2], [3]]); m([k: [1]]); s 'x' }
println b
