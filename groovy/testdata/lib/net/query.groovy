def query = 'a=1&b=x+y&c=%26'
println query.tokenize('&').collectEntries { def p = it.tokenize('='); [(p[0]): URLDecoder.decode(p[1], 'UTF-8')] }
