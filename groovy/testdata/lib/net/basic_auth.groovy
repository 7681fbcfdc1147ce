def user = 'me', pass = 'pä:ss'
println 'Basic ' + "$user:$pass".getBytes('UTF-8').encodeBase64().toString()
println new String('bWU6cMOkOnNz'.decodeBase64(), 'UTF-8')
