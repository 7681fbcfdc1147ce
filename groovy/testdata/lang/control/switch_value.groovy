def m(x) { switch (x) { case 'a': 'A'; break; case 'b': 'B' } }
println m('b')
def r = { x -> switch (x) { case 'a': 'A'; break; case 'b': 'B' } }
println r('b')
def q(x) { switch (x) { case 'a': 'A'; break
  case 'b': 'B'
  } }
println q('b')
def z(x) { switch (x) { case 'b': 'B' } }
println z('b')
def y(x) { switch (x) { case 'a': 'A'; break; case 'b': 'B'; break; default: 'D' } }
println y('b') + y('z')
def w(x) { switch (x) { case 'a': 'A'; case 'b': 'B'; default: 'D' } }
println w('a')
def v(x) { switch (x) { default: 'D'; break; case 'b': 'B' } }
println v('b') + v('q')
