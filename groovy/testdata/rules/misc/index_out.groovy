message()
println replica.key.split('-')[1]
println replica.summary.split('\\|')[0].trim()
println replica.key.split('-')[2]
