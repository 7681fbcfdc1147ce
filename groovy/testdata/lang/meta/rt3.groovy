trait Q { abstract int size2(); def dbl() { size2() * 2 } ; int cnt = 4 }
Q q = { 21 }
println q.dbl(); println q.cnt
q.cnt = 5; println q.cnt
def q2 = { 4 } as Q
println q2.dbl()
def q3 = [size2: { 7 }, dbl: { 'over' }] as Q
println q3.dbl() + q3.size2()
println q instanceof Q
println q3.cnt
def l = [1, 2] as Q
