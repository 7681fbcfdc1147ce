def tr = { String n, Closure c -> try { println "$n: " + c() } catch (Throwable e) { println "$n: ${e.class.name}" } }
tr('1') { new StringJoiner(', ').add('a').add('b') }
tr('2') { new StringJoiner(', ', '[', ']').add('a').add('b').toString() }
tr('3') { new StringJoiner(', ', '[', ']').toString() }
tr('4') { new StringJoiner(', ', '[', ']').setEmptyValue('none').toString() }
tr('5') { new StringJoiner(', ', '[', ']').setEmptyValue('none').length() }
tr('6') { new StringJoiner(', ', '[', ']').add('a').length() }
tr('7') { def a = new StringJoiner(', ', '[', ']').add('a'); a.merge(new StringJoiner('-', '<', '>').add('x').add('y')).toString() }
tr('8') { def a = new StringJoiner(', ', '[', ']').add('a'); a.merge(a).toString() }
tr('9') { new StringJoiner(null) }
tr('10') { new StringJoiner(',').add(null).add("g${1}").toString() }
tr('11') { new StringJoiner(',', null, 'x') }
tr('12') { def j = new StringJoiner(','); [1,2].each { j.add("$it") }; j.toString() }
tr('13') { new StringJoiner(',').add(5) }
tr('14') { new StringJoiner(',').setEmptyValue(null) }
tr('15') { new StringJoiner(',').merge(null) }
