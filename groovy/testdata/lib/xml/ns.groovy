import groovy.xml.*
println new StreamingMarkupBuilder().bind { mkp.declareNamespace(z: 'urn:z', a: 'urn:a', '': 'urn:d', m: 'urn:m', longer: 'urn:l'); a.el(k: 'v', j: 'w') { z.q 'z'; m.x(); longer.t(); plain() } }
println new StreamingMarkupBuilder().bind { mkp.declareNamespace(b: 'urn:b'); mkp.declareNamespace(a: 'urn:a'); a.el { b.q 'z' } }
println new StreamingMarkupBuilder().bind { mkp.declareNamespace(one: 'urn:1', two: 'urn:2', three: 'urn:3', four: 'urn:4'); root { mkp.declareNamespace(five: 'urn:5'); two.x(a: 1); five.y() } }
