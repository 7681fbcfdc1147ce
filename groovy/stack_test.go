package groovy_test

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// Go's stack has no exception to end with: a script that overflows it takes the
// host with it. So whatever calls itself by way of a script counts, and this
// table has a script for each way. Each must end by itself, with whatever error,
// on a stack far smaller than the gigabyte Go allows.
const stackAllowed = 128 << 20

// hostileDepth are scripts that nest without end, by what they nest.
var hostileDepth = map[string]string{
	// Methods of the script by way of methods in Go.
	"collect":            "def f(x) { [x].collect { f(it) } }\nf(1)",
	"each":               "def f(x) { [x].each { f(it) } }\nf(1)",
	"with":               "def f(x) { x.with { f(it) } }\nf(1)",
	"tap":                "def f(x) { x.tap { f(it) } }\nf(1)",
	"method pointer":     "def f(x) { this.&f(x) }\nf(1)",
	"pointer kept":       "def p; def f(x) { x.call(x) }\ndef q = this.&f; f(q)",
	"invokeMethod":       "def f(x) { this.invokeMethod('f', x) }\nf(1)",
	"metaClass call":     "def f(x) { this.metaClass.invokeMethod(this, 'f', x) }\nf(1)",
	"dynamic name":       "def f(x) { this.\"${'f'}\"(x) }\nf(1)",
	"spread call":        "def f(x) { [this]*.f(x) }\nf(1)",
	"inject":             "def f(x) { [1, 2].inject { a, b -> f(b) } }\nf(1)",
	"sort":               "def f(x) { [2, 1].sort { a, b -> f(a) } }\nf(1)",
	"max":                "def f(x) { [2, 1].max { f(it) } }\nf(1)",
	"find":               "def f(x) { [1].find { f(it) } }\nf(1)",
	"groupBy":            "def f(x) { [1].groupBy { f(it) } }\nf(1)",
	"map each":           "def f(x) { [a: 1].each { k, v -> f(v) } }\nf(1)",
	"withDefault":        "def m; m = [:].withDefault { m[it + 1] }\nm[0]",
	"list withDefault":   "def l; l = [].withLazyDefault { l[it + 1] }\nl[0]",
	"computeIfAbsent":    "def m = [:]; def f; f = { m.computeIfAbsent(it + 1, f) }\nf(0)",
	"times":              "def f(x) { 1.times { f(it) } }\nf(1)",
	"upto":               "def f(x) { 1.upto(2) { f(it) } }\nf(1)",
	"replaceAll":         "def f(x) { 'a'.replaceAll(/a/) { f(it) } }\nf(1)",
	"eachMatch":          "def f(x) { 'a'.eachMatch(/a/) { f(it) } }\nf(1)",
	"use":                "class C { static g(String s) { use(C) { s.g() } } }\nuse(C) { 'a'.g() }",
	"memoize":            "def f; f = { f(it + 1) }.memoize()\nf(1)",
	"curry":              "def f; f = { a, b -> f.curry(a)(b) }\nf(1, 2)",
	"rcurry chain":       "def f = { Object[] a -> 1 }; 100000.times { f = f.rcurry(it) }\nf()",
	"curry chain":        "def f = { Object[] a -> 1 }; 100000.times { f = f.curry(it) }\nf()",
	"composition chain":  "def f = { it }; 100000.times { f = f >> { it } }\nf(1)",
	"left composition":   "def f = { it }; 100000.times { f = f << { it } }\nf(1)",
	"memoize chain":      "def f = { it }; 100000.times { f = f.memoize() }\nf(1)",
	"pointer chain":      "def f = { it }; 100000.times { f = f.&call }\nf(1)",
	"stream":             "def f(x) { [1].stream().map { f(it) }.collect() }\nf(1)",
	"Optional":           "def f(x) { Optional.of(1).map { f(it) }.get() }\nf(1)",
	"as Runnable":        "def f(x) { ({ f(x) } as Runnable).run() }\nf(1)",
	"map as interface":   "def m = [:]; m.run = { (m as Runnable).run() }\n(m as Runnable).run()",
	"Comparator":         "def c; c = { a, b -> c.compare(a, b) } as Comparator\nc.compare(1, 2)",
	"TreeMap comparator": "def m; m = new TreeMap({ a, b -> m.get(a); 0 } as Comparator); m.a = 1\nm.b = 2",
	"PriorityQueue":      "def q; q = new PriorityQueue({ a, b -> q.add(1); 0 } as Comparator); q.add(1)\nq.add(2)",
	"iterator":           "class A implements Iterable { Iterator iterator() { collect { it }.iterator() } }\nnew A().each { }",
	"own iterator":       "class A { def iterator() { this } }\nfor (x in new A()) { }",
	"own iterator 2":     "class A implements Iterable { Iterator iterator() { this as Iterator } }\nnew A().toList()",
	"next":               "class I implements Iterator { boolean hasNext() { next() } ; Object next() { [this].collect { it.hasNext() } } }\nnew I().each { }",
	"switch":             "class A { boolean isCase(o) { switch (o) { case this: return true }; false } }\nswitch (1) { case new A(): break }",
	"in":                 "class A { boolean isCase(o) { o in this } }\n1 in new A()",
	"static init":        "class A { static x = B.y } \n class B { static y = A.x }\ndef f(n) { [A.x].each { f(n) } }\nf(1)",

	// Operators and what else is called by itself.
	"plus":                "class A { def plus(o) { this + o } }\nnew A() + 1",
	"getAt":               "class A { def getAt(i) { this[i] } }\nnew A()[1]",
	"putAt":               "class A { void putAt(i, v) { this[i] = v } }\nnew A()[1] = 2",
	"call":                "class A { def call(x) { def me = this; me(x) } }\nnew A()(1)",
	"equals":              "class A { boolean equals(o) { this == o } }\nnew A() == new A()",
	"equals list":         "class A { boolean equals(o) { [this] == [o] } }\nnew A() == new A()",
	"hashCode":            "class A { int hashCode() { [this].hashCode() } }\nnew A().hashCode()",
	"hash set":            "class A { int hashCode() { ([this] as Set).size() } }\nnew HashSet([new A()])",
	"toString list":       "class A { String toString() { [this].toString() } }\n\"${new A()}\"",
	"toString map":        "class A { String toString() { [a: this] as String } }\nprintln new A()",
	"toString self":       "class A { def toString() { this } }\n\"${new A()}\"",
	"asBoolean":           "class A { def asBoolean() { this } }\nif (new A()) { }",
	"asBoolean other":     "class A { boolean asBoolean() { new A() ? true : false } }\nif (new A()) { }",
	"compareTo":           "class A implements Comparable { int compareTo(o) { [this, o].sort(); 0 } }\n[new A(), new A()].sort()",
	"compareTo spaceship": "class A implements Comparable { int compareTo(o) { [this] <=> [o] } }\n[new A(), new A()].max()",
	"getter":              "class A { def getX() { this.x } }\nnew A().x",
	"getter list":         "class A { def getX() { [this].x } }\nnew A().x",
	"getter spread":       "class A { def getX() { [this]*.x } }\nnew A().x",
	"setter":              "class A { void setX(v) { [this].each { it.x = v } } }\nnew A().x = 1",
	"getProperty":         "class A { def getProperty(String n) { this.\"$n\" } }\nnew A().x",
	"setProperty":         "class A { void setProperty(String n, v) { this.\"$n\" = v } }\nnew A().x = 1",
	"propertyMissing":     "class A { def propertyMissing(String n) { [this].\"$n\" } }\nnew A().x",
	"methodMissing":       "class A { def methodMissing(String n, a) { [this]*.\"$n\"() } }\nnew A().x()",
	"interceptable":       "class A implements GroovyInterceptable { def invokeMethod(String n, a) { x() } }\nnew A().x()",
	"static missing":      "class A { static $static_methodMissing(String n, a) { A.\"$n\"() } }\nA.x()",
	"constructor":         "class A { def b = [1].collect { new A() } }\nnew A()",
	"newInstance":         "class A { A() { A.newInstance() } }\nnew A()",
	"list to object":      "class A { A(x) { A a = [x] } }\nnew A(1)",
	"map to object":       "class A { A a }\ndef m = [:]; m.a = m\nm as A",
	"deep map object":     "class A { A a }\ndef m = [:]; 100000.times { m = [a: m] }\nm as A",
	"named arguments":     "class A { A a; void setA(x) { new A(a: x) } }\nnew A(a: null)",
	"asType":              "class A { def asType(Class c) { this.asType(c) } }\nnew A() as List",
	"metaclass":           "String.metaClass.foo = { -> delegate.foo() }\n'a'.foo()",
	"metaclass getter":    "String.metaClass.getFoo = { -> delegate.foo }\n'a'.foo",
	"metaclass invoke":    "class A { }\nA.metaClass.invokeMethod = { String n, a -> delegate.\"$n\"() }\nnew A().x()",
	"metaclass missing":   "class A { }\nA.metaClass.methodMissing = { String n, a -> delegate.\"$n\"() }\nnew A().x()",
	"metaclass new":       "class A { }\nA.metaClass.constructor = { -> new A() }\nnew A()",
	"mixin":               "class M { def foo() { this.foo() } }\nclass A { }\nA.mixin(M)\nnew A().foo()",
	"trait":               "trait T { def f() { f() } }\nclass A implements T { }\nnew A().f()",
	"trait super":         "trait T { def f() { this.g() } ; def g() { [1].each { f() } } }\nclass A implements T { }\nnew A().f()",
	"delegate annotation": "class B { @Delegate A a }\nclass A { def f() { b.f() } ; def b }\ndef a = new A(); a.b = new B(a: a); a.f()",
	"Expando":             "def e = new Expando(); e.f = { -> f() }\ne.f()",
	"Expando text":        "def e = new Expando(); e.toString = { -> \"${e}\" }\ne.toString()",
	"Expando itself":      "def e = new Expando(); e.me = e\ne.toString()",
	"binding call":        "call = this\nthis.call()",
	"binding call 2":      "call = this\ncall()",

	// Values that hold themselves, or each other, or nest without end.
	"delegates each other":    "def a = { foo() }, b = { }; a.delegate = b; b.delegate = a; a.resolveStrategy = b.resolveStrategy = Closure.DELEGATE_FIRST\na()",
	"delegates only":          "def a = { foo() }, b = { }; a.delegate = b; b.delegate = a; a.resolveStrategy = b.resolveStrategy = Closure.DELEGATE_ONLY\na()",
	"delegates' properties":   "def a = { foo }, b = { }; a.delegate = b; b.delegate = a; a.resolveStrategy = b.resolveStrategy = Closure.DELEGATE_FIRST\na()",
	"delegates' setting":      "def a = { foo = 1 }, b = { }; a.delegate = b; b.delegate = a; a.resolveStrategy = b.resolveStrategy = Closure.DELEGATE_ONLY\na()",
	"closures in closures":    "def c = { foo() }; 100000.times { def d = { }; d.delegate = c; d.resolveStrategy = 3; c = d }\nc.foo()",
	"closures' properties":    "def c = { foo() }; 100000.times { def d = { }; d.delegate = c; d.resolveStrategy = 3; c = d }\nc.foo",
	"list of itself":          "def l = []; l << l\nl.toString(); l.inspect(); l.hashCode()",
	"list equals":             "def a = [], b = []; a << b; b << a\na == b",
	"list equals deep":        "def a = [], b = []; 100000.times { a = [a]; b = [b] }\na == b",
	"list equals java":        "def a = [], b = []; 100000.times { a = [a]; b = [b] }\na.equals(b)",
	"list compare":            "def a = [], b = []; 100000.times { a = [a]; b = [b] }\na <=> b",
	"list property":           "def l = []; l << l\nl.foo",
	"list attribute":          "def l = []; l << l\nl.@foo",
	"list property deep":      "def l = []; 100000.times { l = [l] }\nl.foo",
	"list spread":             "def l = []; l << l\nl*.foo",
	"list flatten":            "def l = []; l << l\nl.flatten()",
	"list flatten deep":       "def l = []; 100000.times { l = [l] }\nl.flatten()",
	"list flatten map":        "def m = [:]; m.a = [m.values()]\nm.flatten()\n[m.values()].flatten()",
	"collectNested":           "def l = []; l << l\nl.collectNested { it }",
	"list join":               "def l = []; 100000.times { l = [l] }\nl.join(',')",
	"list index":              "def l = [0]; l << l\n[1, 2][l]",
	"list sum":                "def l = []; l << l\n[l, l].sum(); l.sum()",
	"list sort":               "def l = []; l << l\n[l, [l]].sort()",
	"list contains":           "def l = []; 100000.times { l = [l] }\n[l].contains([[l]])",
	"list as array":           "def l = []; l << l\nl as Object[][][]",
	"list as type":            "def l = []; l << l\nl as Date",
	"list immutable":          "def l = []; 100000.times { l = l.asImmutable(); l = [l] }\nl.toString()",
	"unmodifiable":            "def l = []; 100000.times { l = Collections.unmodifiableList(l) }\nl.toString()",
	"synchronized":            "def l = []; 100000.times { l = l.asSynchronized() }\nl.size()",
	"unmodifiable maps":       "def m = [a: 1]; 100000.times { m = Collections.unmodifiableMap(m) }\nm.a",
	"synchronized maps":       "def m = [a: 1]; 100000.times { m = Collections.synchronizedMap(m) }\nm.a",
	"maps withDefault":        "def m = [a: 1]; 100000.times { m = m.withDefault { 2 } }\nm.b",
	"immutable maps":          "def m = [a: 1]; 100000.times { m = m.asImmutable() }\nm.a",
	"heads of maps":           "def m = new TreeMap([a: 1]); 100000.times { m = m.headMap('b') }\nm.a",
	"maps backwards":          "def m = new TreeMap([a: 1]); 100000.times { m = m.descendingMap() }\nm.a",
	"sets backwards":          "def m = new TreeSet(['a']); 100000.times { m = m.descendingSet() }\nm.contains('a')",
	"heads of sets":           "def m = new TreeSet(['a']); 100000.times { m = m.headSet('b') }\nm.contains('a')",
	"unmodifiable sets":       "def m = ['a'] as Set; 100000.times { m = Collections.unmodifiableSet(m) }\nm.contains('a')",
	"entries of maps":         "def m = [a: 1]; 100000.times { m = Collections.unmodifiableMap(m); m.entrySet().iterator().next() }\nm.entrySet().toString()",
	"enumerations":            "def m = Collections.enumeration([1]); 100000.times { m = Collections.enumeration(m.toList()) }\nm.toList()",
	"sublist":                 "def l = [1]; 100000.times { l = l.subList(0, 1) }\nl.toString()\nl.add(1)",
	"reversed view":           "def l = [1]; 100000.times { l = l.asReversed() }\nl.toString()",
	"dump":                    "class A { def a }\ndef a = new A(); a.a = a\na.dump()",
	"dump deep":               "class A { def a }\ndef a = new A(); 100000.times { a = new A(a: a) }\na.dump()",
	"array of itself":         "def a = new Object[1]; a[0] = a\nprintln a; a.toString(); a.hashCode(); Arrays.toString(a)",
	"deepToString":            "def a = new Object[1]; a[0] = a\nArrays.deepToString(a)",
	"deepHashCode":            "def a = new Object[1]; a[0] = a\nArrays.deepHashCode(a)",
	"deepEquals":              "def a = new Object[1], b = new Object[1]; a[0] = b; b[0] = a\nArrays.deepEquals(a, b)",
	"array equals":            "def a = new Object[1], b = new Object[1]; a[0] = b; b[0] = a\na == b",
	"map of itself":           "def m = [:]; m.m = m\nm.toString(); m.inspect(); m.hashCode()",
	"map equals":              "def a = [:], b = [:]; a.x = b; b.x = a\na == b",
	"map deep":                "def m = [:]; 100000.times { m = [m: m] }\nm.toString()",
	"map as key":              "def m = [:]; 100000.times { m = [(m): 1] }\nm.hashCode()",
	"map key equals":          "def m = [:], n = [:]; 100000.times { m = [a: m]; n = [a: n] }\n[(m): 1].get(n)",
	"set of itself":           "def s = [] as Set; s << s\ns.hashCode()",
	"set deep":                "def s = [] as Set; 100000.times { s = [s] as Set }\ns.hashCode()",
	"set equals":              "def s = [] as Set, z = [] as Set; 100000.times { s = [s] as Set; z = [z] as Set }\ns == z",
	"entry chain":             "def e = 1; 100000.times { e = new AbstractMap.SimpleEntry(e, 1) }\ne.toString()",
	"entry values":            "def e = 1; 100000.times { e = new AbstractMap.SimpleEntry(1, e) }\ne.toString()",
	"entry hash":              "def e = 1; 100000.times { e = new AbstractMap.SimpleEntry(e, 1) }\ne.hashCode()",
	"entry equals":            "def e = 1, f = 1; 100000.times { e = new AbstractMap.SimpleEntry(e, 1); f = new AbstractMap.SimpleEntry(f, 1) }\ne == f",
	"entry json":              "def e = 1; 100000.times { e = new AbstractMap.SimpleEntry(e, 1) }\ngroovy.json.JsonOutput.toJson(e)",
	"map entry":               "def e = 1; 100000.times { e = new MapEntry(e, 1) }\ne.toString()",
	"map entry hash":          "def e = 1; 100000.times { e = new MapEntry(e, 1) }\ne.hashCode()",
	"tuple":                   "def e = 1; 100000.times { e = new Tuple2(e, 1) }\ne.toString()",
	"tuple hash":              "def e = 1; 100000.times { e = new Tuple2(e, 1) }\ne.hashCode()",
	"tuple compare":           "def e = new Tuple2(1, 1), f = new Tuple2(1, 1); 100000.times { e = new Tuple2(e, 1); f = new Tuple2(f, 1) }\ne <=> f\ne == f",
	"gstring in gstring":      "def g = 'x'; 1000000.times { g = \"$g\" }\ng.toString()",
	"gstring in a list":       "def g = 'x'; 100000.times { g = \"${[g]}\" }\ng.toString()",
	"gstring closure":         "def g = 'x'; 100000.times { def h = g; g = \"${-> h}\" }\ng.toString()",
	"gstring plus":            "def g = \"${1}\"; 100000.times { g = g + \"$g\".substring(0, 1) }\ng.toString()",
	"Optional nested":         "def o = 1; 100000.times { o = Optional.of(o) }\no.toString()",
	"Optional hash":           "def o = 1; 100000.times { o = Optional.of(o) }\no.hashCode()",
	"Optional equals":         "def o = 1, p = 1; 100000.times { o = Optional.of(o); p = Optional.of(p) }\no == p",
	"AtomicReference":         "def r = new java.util.concurrent.atomic.AtomicReference(); r.set(r)\nr.toString()",
	"AtomicReference chain":   "def r = 1; 100000.times { r = new java.util.concurrent.atomic.AtomicReference(r) }\nr.toString()",
	"cause":                   "def e = new Exception(); 100000.times { e = new Exception(e) }\nthrow e",
	"cause text":              "def e = new Exception('x'); 100000.times { e = new Exception('y', e) }\ne.toString(); e.printStackTrace(); throw e",
	"cause of itself":         "class E extends Exception { Throwable getCause() { this } ; String getMessage() { \"$cause\" } }\nthrow new E()",
	"message":                 "class E extends Exception { String getMessage() { toString() } }\nthrow new E()",
	"suppressed":              "def e = new Exception(); e.addSuppressed(new Exception(e))\ne.printStackTrace()",
	"stream chain":            "def s = [1].stream(); 100000.times { s = s.map { it } }\ns.toList()",
	"stream filter chain":     "def s = [1].stream(); 100000.times { s = s.filter { true } }\ns.count()",
	"stream concat chain":     "def s = [1].stream(); 100000.times { s = java.util.stream.Stream.concat(s, [1].stream()) }\ns.count()",
	"stream iterator":         "def s = [1].stream(); 100000.times { s = s.peek { } }\ns.iterator().next()",
	"iterator chain":          "def i = [1].iterator(); 100000.times { i = i.take(1) }\ni.next()",
	"iterator indexed":        "def i = [1].iterator(); 100000.times { i = i.withIndex() }\ni.hasNext()",
	"iterator takeWhile":      "def i = [1].iterator(); 100000.times { i = i.takeWhile { true } }\ni.toList()",
	"comparator reversed":     "def c = Comparator.naturalOrder(); 100000.times { c = c.reversed() }\n[2, 1].sort(c)",
	"comparator then":         "def c = Comparator.naturalOrder(); 100000.times { c = c.thenComparing { 1 } }\n[1, 1].sort(c)",
	"reverseOrder":            "def c = Comparator.naturalOrder(); 100000.times { c = Collections.reverseOrder(c) }\n[2, 1].sort(c)",
	"nullsFirst":              "def c = Comparator.naturalOrder(); 100000.times { c = Comparator.nullsFirst(c) }\n[2, 1].sort(c)",
	"collectors":              "import java.util.stream.Collectors\ndef c = Collectors.toList(); 100000.times { c = Collectors.mapping({ it }, c) }\n[1].stream().collect(c)",
	"grouping collectors":     "import java.util.stream.Collectors\ndef c = Collectors.toList(); 100000.times { c = Collectors.groupingBy({ it }, c) }\n[1].stream().collect(c)",
	"predicates":              "java.util.function.Predicate p = { true }; 100000.times { p = p.and({ true } as java.util.function.Predicate) }\np.test(1)",
	"functions":               "java.util.function.Function p = { it }; 100000.times { p = p.andThen({ it } as java.util.function.Function) }\np.apply(1)",
	"proxy chain":             "def p = { 1 } as Runnable; 100000.times { def q = p; p = { q.run() } as Runnable }\np.run()",
	"as interface chain":      "def p = { 1 } as Runnable; 100000.times { p = (p as Runnable).&run as Runnable }\np.run()",
	"writers":                 "def w = new StringWriter(); 100000.times { w = new PrintWriter(w) }\nw.print('x')",
	"readers":                 "def r = new StringReader('x'); 100000.times { r = new BufferedReader(r) }\nr.read()",
	"json of itself":          "def m = [:]; m.m = m\ngroovy.json.JsonOutput.toJson(m)",
	"json of lists":           "def l = []; l << l\ngroovy.json.JsonOutput.toJson(l)",
	"json of objects":         "class A { A a }\ndef a = new A(); a.a = a\ngroovy.json.JsonOutput.toJson(a)",
	"json of closures":        "def c; c = { x c }\ngroovy.json.JsonOutput.toJson(c)",
	"json builder":            "def c; c = { x c }\nnew groovy.json.JsonBuilder().call(c).toString()",
	"json builder itself":     "def b = new groovy.json.JsonBuilder(); b([a: b])\nb.toString()",
	"json streaming":          "def c; c = { x c }\nnew groovy.json.StreamingJsonBuilder(new StringWriter()).call(c)",
	"json text":               "new groovy.json.JsonSlurper().parseText('[' * 100000)",
	"json text objects":       "new groovy.json.JsonSlurper().parseText('{\"a\":' * 100000)",
	"json lax":                "new groovy.json.JsonSlurper(type: groovy.json.JsonParserType.LAX).parseText('[' * 100000)",
	"json classic":            "new groovy.json.JsonSlurperClassic().parseText('[' * 100000)",
	"json pretty":             "groovy.json.JsonOutput.prettyPrint('[' * 100000)",
	"json pretty closed":      "groovy.json.JsonOutput.prettyPrint('[' * 100000 + ']' * 100000)",
	"xml slurper":             "new XmlSlurper().parseText('<a>' * 100000 + '</a>' * 100000).text()",
	"xml parser":              "new XmlParser().parseText('<a>' * 100000 + '</a>' * 100000).toString()",
	"xml nodes":               "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nn.text()\nn.depthFirst().size()\ngroovy.xml.XmlUtil.serialize(n)",
	"xml nodes text":          "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nn.toString()",
	"xml nodes depth":         "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nn.depthFirst().size()",
	"xml nodes breadth":       "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nn.breadthFirst().size()",
	"xml nodes clone":         "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nn.clone()",
	"xml nodes printer":       "def n = new Node(null, 'a'); 100000.times { def m = new Node(null, 'a'); m.append(n); n = m }\nnew XmlNodePrinter(new PrintWriter(new StringWriter())).print(n)",
	"xml node of itself":      "def n = new Node(null, 'a'); n.append(n)\nn.toString()",
	"xml node depth itself":   "def n = new Node(null, 'a'); n.append(n)\nn.depthFirst().size()",
	"xml node text itself":    "def n = new Node(null, 'a'); n.append(n)\nn.text()",
	"xml node print itself":   "def n = new Node(null, 'a'); n.append(n)\ngroovy.xml.XmlUtil.serialize(n)",
	"xml gpath text":          "def n = new XmlSlurper().parseText('<a><b/></a>'); n.b.appendNode { c(n) }\nn.toString()\ngroovy.xml.XmlUtil.serialize(n)",
	"markup":                  "def c; c = { a(c) }\nnew groovy.xml.MarkupBuilder(new StringWriter()).a(c)",
	"streaming markup":        "def c; c = { a(c) }\nnew groovy.xml.StreamingMarkupBuilder().bind(c).toString()",
	"streaming markup itself": "def m; m = new groovy.xml.StreamingMarkupBuilder().bind { mkp.yield m }\nm.toString()",
	"node builder":            "def c; c = { a(c) }\nnew NodeBuilder().a(c)",
	"regex groups":            "'a' ==~ '(' * 100000 + 'a' + ')' * 100000",
	"regex classes":           "'a' ==~ '[' * 100000 + 'a' + ']' * 100000",
	"regex lookaheads":        "'a' ==~ '(?=' * 100000 + 'a' + ')' * 100000",
	"regex alternatives":      "'a' ==~ '(a|' * 100000 + 'a' + ')' * 100000",
	"date pattern":            "java.time.format.DateTimeFormatter.ofPattern('[' * 100000 + 'yyyy' + ']' * 100000).format(java.time.LocalDate.of(2020, 1, 1))",
	"date pattern parse":      "java.time.LocalDate.parse('x', java.time.format.DateTimeFormatter.ofPattern('[' * 100000 + 'yyyy' + ']' * 100000))",
	"metaProperty":            "class A { def a }\ndef p = A.metaClass.properties.find { it.name == 'a' }\ndef f(p, x) { p.getProperty(p) }\nf(p, 1)",
	"properties":              "class A { def getB() { properties } }\nnew A().properties",
	"clone":                   "class A implements Cloneable { def clone() { [this].collect { it.clone() } } }\nnew A().clone()",
	"finalize":                "class A { protected void finalize() { finalize() } }\nnew A().finalize()",
	"finally":                 "def f() { try { f() } finally { f() } }\nf()",
	"catching":                "def f() { try { f() } catch (Throwable e) { f() } }\nf()",
	"finally in a closure":    "def f; f = { try { f() } finally { [1].each { f() } } }\nf()",
	"trampoline":              "def f; f = { n -> f.trampoline(n + 1)() }\nf(1)",
	"power assert":            "class A { def o; String toString() { assert o == null; '' } }\ndef a = new A(); a.o = a\nassert a == null",
	"String.format":           "class A { String toString() { String.format('%s', this) } }\nnew A().toString()",
	"sprintf":                 "class A { String toString() { sprintf('%s', [this]) } }\nnew A().toString()",
	"printf":                  "class A { String toString() { printf('%s', this); '' } }\nnew A().toString()",
	"println":                 "class A { String toString() { println this; '' } }\nprintln new A()",
	"StringBuilder":           "class A { String toString() { new StringBuilder().append(this) } }\nnew A().toString()",
	"builder of itself":       "def b = new StringBuilder('x'); 40.times { b.append(b) }",
	"join":                    "class A { String toString() { [this].join(',') } }\nnew A().toString()",
	"message of missing":      "class A { String toString() { foo(this) } }\nnew A().toString()",
	"cast text":               "class A { String toString() { (Integer) this } }\nnew A().toString()",
	"expectation":             "class A { String toString() { int i = this; '' } }\nint x = new A()",
	"equals by annotation":    "@groovy.transform.EqualsAndHashCode class A { def a }\ndef a = new A(), b = new A(); a.a = b; b.a = a\na == b",
	"hash by annotation":      "@groovy.transform.EqualsAndHashCode class A { def a }\ndef a = new A(); a.a = [a]\na.hashCode()",
	"text by annotation":      "@groovy.transform.ToString class A { def a }\ndef a = new A(); a.a = [a]\na.toString()",
	"text of a deep object":   "@groovy.transform.ToString class A { def a }\ndef a = new A(); 100000.times { a = new A(a: a) }\na.toString()",
	"immutable":               "@groovy.transform.Immutable class A { List l }\ndef l = []; 100000.times { l = [l] }\nnew A(l).toString()",
	"lazy":                    "class A { @Lazy x = { x }() }\nnew A().x",
	"memoized":                "class A { @groovy.transform.Memoized f(n) { f(n + 1) } }\nnew A().f(1)",
	"singleton":               "@Singleton class A { def x = A.instance }\nA.instance.x",
	"enum":                    "enum E { A; def f() { E.values().each { it.f() } } }\nE.A.f()",
	"inner classes":           "class A { class B { def f() { new B().f() } } ; def g() { new B().f() } }\nnew A().g()",
	"anonymous classes":       "def f() { new Object() { String toString() { f() } }.toString() }\nf()",
	"thrown in toString":      "class A { String toString() { throw new Exception(\"$this\") } }\nnew A().toString()",
	"Sql-like slices":         "def l = [1]; 100000.times { l = l[0..0] }\nl.toString()",
	"deep elvis":              "def f(x) { x ?: f(x) }\nf(null)",
	"ternaries":               "def f(x) { x ? 1 : [f(x)] }\nf(null)",
	"nested defaults":         "def f(a = f()) { a }\nf()",
	"nested field":            "class A { A a = new A() }\nnew A()",
	"ListIterator":            "def l = []; l << l.listIterator(); l.add(l)\nl.toString()",
	"Calendar":                "def f(x) { Calendar.instance.with { f(it) } }\nf(1)",
	"any":                     "def f(x) { [1].any { f(it) } }\nf(1)",
	"eachPermutation":         "def f(x) { [1, 2].eachPermutation { f(it) } }\nf(1)",
	"eachCombination":         "def f(x) { [[1], [2]].eachCombination { f(it) } }\nf(1)",
	"runAfter":                "def f(x) { [1].parallelStream().forEach { f(it) } }\nf(1)",
	"sum with plus":           "class A { def plus(o) { [this, o].sum() } }\nnew A() + new A()",
	"min by compare":          "class A implements Comparable { int compareTo(o) { [this, o].min(); 1 } }\n[new A(), new A()].min()",
	"unique":                  "class A { boolean equals(o) { [this, o].unique().size() == 1 } }\n[new A(), new A()].unique()",
	"minus":                   "class A { boolean equals(o) { ([this] - [o]).empty } }\n[new A()] - [new A()]",
	"intersect":               "class A { boolean equals(o) { [this].intersect([o]) } ; int hashCode() { 1 } }\n[new A()].intersect([new A()])",
	"indexOf":                 "class A { boolean equals(o) { [o].indexOf(this) == 0 } }\n[new A()].indexOf(new A())",
	"map key":                 "class A { int hashCode() { [(this): 1].size() } }\n[(new A()): 1]",
	"eachLine":                "def f(x) { 'a'.eachLine { f(it) } }\nf(1)",
	"withWriter":              "def f(x) { new StringWriter().withWriter { f(it) } }\nf(1)",
	"tokenizer":               "def f(x) { 'a b'.tokenize().each { f(it) } }\nf(1)",
	"subsequences":            "def f(x) { [1].subsequences().each { f(it) } }\nf(1)",
	"ObjectRange":             "class A implements Comparable { int compareTo(o) { (this..o).size() } ; A next() { this } ; A previous() { this } }\n(new A()..new A())",
}

func TestStackIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time and memory, which the race detector multiplies")
	}
	defer debug.SetMaxStack(debug.SetMaxStack(stackAllowed))
	for name, src := range hostileDepth {
		t.Run(name, func(t *testing.T) {
			s, err := groovy.Compile("deep.groovy", src, nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.Run(context.Background(), &groovy.Env{Limits: groovy.Limits{Steps: 1_000_000}})
			ended(t, err)
		})
	}
}

// ended complains about an error that is none of a script's.
func ended(t *testing.T, err error) {
	t.Helper()
	var run *groovy.RunError
	var limit *groovy.LimitError
	switch {
	case err == nil, errors.As(err, &limit):
	case errors.As(err, &run):
		if strings.Contains(run.Class, "MissingMethod") || strings.Contains(run.Class, "MissingProperty") {
			t.Logf("%.200v", err)
		}
	default:
		t.Errorf("%.2000v", err)
	}
}

// The height of the source counts as well: a function that is as high as the
// parser allows calls itself from its highest point.
func TestStackOfHighSource(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time and memory, which the race detector multiplies")
	}
	defer debug.SetMaxStack(debug.SetMaxStack(stackAllowed))
	type source struct{ open, in, end string }
	for name, part := range map[string]source{
		"parentheses":  {"(1 + ", "f(1)", ")"},
		"sums":         {"", "f(1)", " + 1"},
		"conditions":   {"", "f(1)", " && true"},
		"chain":        {"", "f(1)", ".a()"},
		"properties":   {"", "f(1)", ".a"},
		"indexes":      {"", "f(1)", "[1]"},
		"ternaries":    {"true ? ", "f(1)", " : 1"},
		"arguments":    {"[].plus(", "f(1)", ")"},
		"lists":        {"[", "f(1)", "]"},
		"maps":         {"[a: ", "f(1)", "]"},
		"closures":     {"({ ", "f(1)", " })()"},
		"each":         {"[1].each { ", "f(1)", " }"},
		"gstrings":     {"\"${", "f(1)", "}\""},
		"casts":        {"(Object) (", "f(1)", ")"},
		"nots":         {"!(", "f(1)", ")"},
		"ifs":          {"if (true) { ", "f(1)", " }"},
		"loops":        {"while (true) { ", "f(1)", " }"},
		"for in":       {"for (i# in [1]) { ", "f(1)", " }"},
		"tries":        {"try { ", "f(1)", " } finally { }"},
		"catches":      {"try { throw new Exception() } catch (Throwable e#) { ", "f(1)", " }"},
		"switches":     {"switch (1) { case 1: ", "f(1)", " }"},
		"blocks":       {"a: { ", "f(1)", " }"},
		"else if":      {"if (x == 2) { 1 } else ", "f(1)", ""},
		"elvis":        {"null ?: (", "f(1)", ")"},
		"spread":       {"[*", "[f(1)]", "]"},
		"assignments":  {"y = ", "f(1)", ""},
		"constructors": {"new ArrayList([", "f(1)", "])"},
		"assertions":   {"", "assert f(1)", " == 1"},
		"method refs":  {"([1].&add).call(", "f(1)", ")"},
		"as":           {"(", "f(1)", " as Object)"},
		"instanceof":   {"(", "f(1)", " instanceof Object)"},
		"in":           {"(1 in [", "f(1)", "])"},
		"compare":      {"(1 <=> ", "f(1)", ")"},
		"negations":    {"-(", "f(1)", ")"},
		"safe chain":   {"", "f(1)", "?.a"},
		"spread chain": {"", "f(1)", "*.a"},
		"array access": {"[1, 2][", "f(1)", "]"},
		"declarations": {"def a# = ({ ", "f(1)", " })()"},
	} {
		t.Run(name, func(t *testing.T) {
			// As high as the parser takes it.
			var s *groovy.Script
			var err error
			for _, n := range []int{4900, 2400, 1600, 490, 240, 160, 120} {
				src := "y = 0\ndef f(x) { " + nest(part.open, n) + part.in + strings.Repeat(part.end, n) + " }\nf(1)"
				if s, err = groovy.Compile("high.groovy", src, nil); err == nil {
					break
				}
			}
			if err != nil {
				t.Fatalf("%.300v", err)
			}
			if _, err = s.Run(context.Background(), &groovy.Env{Limits: groovy.Limits{Steps: 300_000}}); err == nil {
				t.Error("ended normally")
			}
			ended(t, err)
		})
	}
}

// nest repeats what opens a level, # being its number.
func nest(open string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(open, "#", strconv.Itoa(i)))
	}
	return b.String()
}

// Classes that inherit from each other nest as well.
func TestStackOfManyClasses(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time and memory, which the race detector multiplies")
	}
	defer debug.SetMaxStack(debug.SetMaxStack(stackAllowed))
	var b strings.Builder
	b.WriteString("class A0 { def x = f(); def f() { A90.newInstance() } ; static s = 1 }\n")
	for i := range 90 {
		fmt.Fprintf(&b, "class A%d extends A%d { }\n", i+1, i)
	}
	for _, use := range []string{"new A90()", "A90.s", "new A90().foo", "A90.foo()", "new A90() == new A90()"} {
		s, err := groovy.Compile("many.groovy", b.String()+use, nil)
		if err != nil {
			t.Fatalf("%.300v", err)
		}
		_, err = s.Run(context.Background(), nil)
		ended(t, err)
	}
	b.Reset()
	for i := range 300 {
		fmt.Fprintf(&b, "class A%d { ", i)
	}
	b.WriteString("static f() { 1 } ")
	b.WriteString(strings.Repeat("}", 300))
	s, err := groovy.Compile("nested.groovy", b.String()+"\nA0.A1.A2.f()", nil)
	if err == nil {
		_, err = s.Run(context.Background(), nil)
		ended(t, err)
	}
}
