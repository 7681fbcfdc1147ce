def m=[a:1,b:2]; m.each{k,v-> m.put('c'+k,1)}
