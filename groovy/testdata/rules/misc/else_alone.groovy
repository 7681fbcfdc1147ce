message()
def s = replica.status.name
if (s == 'x')
    println 1
    println 2
else
    println 3
