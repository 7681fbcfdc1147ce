package groovy

import (
	"strings"
	"sync"
)

// How the class library is made
//
// A built-in class is a *Class variable (data only: classes.go, exceptions.go or
// the file of its area) and a function that gives its members:
//
//	var classPoint = &Class{name: "java.awt.Point", super: classObject, ifaces: []*Class{classCloneable}}
//
//	func pointLib() lib {
//		return lib{
//			ctors: []def{
//				{"(int,int)", func(t *thread, self any, a []any) (any, error) {
//					return &Point{a[0].(int32), a[1].(int32)}, nil
//				}},
//			},
//			methods: []def{
//				{"getX()", func(t *thread, self any, a []any) (any, error) { return boxInt(self.(*Point).x), nil }},
//				{"void setX(int)", ...},
//				{"moveBy(Number,Number...)", ...},
//			},
//			statics: []def{{"origin()", ...}},
//			fields:  []constant{{"ZERO", int32(0)}, {"NOW", func(t *thread) (any, error) {...}}},
//		}
//	}
//
// It is announced in a function of the area, geometryClasses() []entry, which
// listAreas below lists. Several areas may announce the same class with members of
// their own, which are put together; a signature is there once, which a test sees to.
// Nothing is built before a script asks for the class.
//
//   - A Go type for its values implements classOf() *Class, and where it matters
//     text, equals, hashCode, compareTo, truth, iterate, property, setProperty,
//     methodMissing (the small interfaces of text.go, equal.go, hash.go,
//     compare.go, truth.go, iterate.go, property.go, dispatch.go).
//   - A signature is "name(T,U)": simple names of known classes, T... for a
//     variable number (the argument is then an *Array), "void" in front if there
//     is no result, "-" in front of a name to leave it out of error texts.
//     Overloads are separate defs; there are no defaults.
//   - When a def is called its arguments have the types the signature names:
//     int int32, long int64, double float64, boolean bool, char Char, String
//     string (a GString was converted), Closure *Closure, Map *Map, List an
//     *List, *Range or *Object that is one (ask t.slice or t.iterate), Object
//     anything. Any of them but primitives may be nil. An interface of one method
//     (Comparator, Function, ...) may be a *Closure, *Proxy or *Object: use
//     t.compareBy, or t.callFn.
//   - Methods are inherited: those on Object, Iterable, Collection, List, Map,
//     CharSequence and Number are for all that extend or implement them. Getters
//     are properties: getX() makes x.
//   - a is lent: copy what is kept. self is the value itself.
//   - Everything that grows with its input charges: t.charge(n) for n elements or
//     n/64 bytes looked at, t.alloc(bytes) before memory is taken; t.iterate,
//     t.toString, t.call1 and list.add do so themselves. Recursion goes between
//     t.enter and t.exit. An error is returned as it is.
//   - Exceptions: return nil, t.throw(classIllegalArgument, "No %s", x).

// A lib is the members of a built-in class.
type lib struct {
	ctors, methods, statics []def
	fields                  []constant
}

// A def is one constructor or method.
type def struct {
	sig string
	fn  native
}

// A constant is a static field; the value may be a func(*thread) (any, error).
type constant struct {
	name  string
	value any
}

// An entry announces a class; members is nil for one without any of its own.
type entry struct {
	class   *Class
	members func() lib
}

// areas is listAreas. The catalogue reaches it by way of a variable, so that the
// interpreter does not refer to every member of the library, which refers to the
// interpreter: Go's compiler takes functions that refer to each other in a circle
// as one, and took more than three times as long over this package.
var areas func() [][]entry

func init() { areas = listAreas }

// listAreas lists all parts of the library. Each is a file or a few of them.
func listAreas() [][]entry {
	return [][]entry{
		coreClasses(),
		exceptionClasses(),
		objectClasses(),
		numberClasses(),
		stringClasses(),
		closureClasses(),
		collectionClasses(),
		mapClasses(),
		utilClasses(),
		systemClasses(),
		fileClasses(),
		bytesClasses(),
		textIOClasses(),
		jsonClasses(),
		urlClasses(),
		base64Classes(),
		uuidClasses(),
		digestClasses(),
		cipherClasses(),
		xmlSlurperClasses(),
		xmlNodeClasses(),
		xmlPrintClasses(),
		markupClasses(),
		streamClasses(),
		numberOptionalClasses(),
		atomicClasses(),
		formatErrorClasses(),
		timeCategoryClasses(),
		templateClasses(),
		propertiesTextClasses(),
		dateTextClasses(),
		boxClasses(),
		bigPartsClasses(),
		streamArrayClasses(),
		dateClasses(),
		regexClasses(),
		wrappedClasses(),
		functionClasses(),
		checksumClasses(),
		timeFieldClasses(),
		spliteratorClasses(),
		timeQueryClasses(),
		currencyClasses(),
		unicodeBlockClasses(),
		configClasses(),
		dateSymbolClasses(),
		{{classStringJoiner, stringJoinerLib}, {classNormalizer, normalizerLib}, {classNormalizerForm, enumValueLib(normalizerForms)}},
	}
}

// catalogue finds classes by name, built at the first question.
type catalogue struct {
	byName   map[string]*Class
	bySimple map[string]*Class
	members  map[*Class][]func() lib
}

var (
	catalogueOnce sync.Once
	theCatalogue  *catalogue
)

func library() *catalogue {
	catalogueOnce.Do(func() {
		c := &catalogue{
			byName:   make(map[string]*Class, 512),
			bySimple: make(map[string]*Class, 512),
			members:  make(map[*Class][]func() lib, 512),
		}
		for _, area := range areas() {
			for _, e := range area {
				c.byName[e.class.name] = e.class
				n := e.class.name
				n = n[strings.LastIndexByte(n, '.')+1:]
				if i := strings.LastIndexByte(n, '$'); i >= 0 {
					n = strings.ReplaceAll(n, "$", ".")
				}
				if _, taken := c.bySimple[n]; !taken {
					c.bySimple[n] = e.class
				}
				if e.members != nil {
					c.members[e.class] = append(c.members[e.class], e.members)
				}
			}
		}
		theCatalogue = c
	})
	return theCatalogue
}

// classNamed gives a built-in class by its full name, nil if there is none.
func classNamed(name string) *Class { return library().byName[name] }

// buildTables makes the members of a built-in class ready.
func buildTables(c *Class) *tables {
	t := &tables{}
	if c.kind == kindArray && c != classObjectArray {
		return t
	}
	var l lib
	for _, members := range library().members[c] {
		m := members()
		l.ctors = append(l.ctors, m.ctors...)
		l.methods = append(l.methods, m.methods...)
		l.statics = append(l.statics, m.statics...)
		l.fields = append(l.fields, m.fields...)
	}
	if l.methods == nil && l.statics == nil && l.ctors == nil && l.fields == nil {
		return t
	}
	t.methods = make(map[string][]*method, len(l.methods))
	t.order = make([]*method, 0, len(l.methods)+len(l.statics))
	for _, d := range l.methods {
		m := parseDef(c, d)
		t.methods[m.name] = append(t.methods[m.name], m)
		t.order = append(t.order, m)
	}
	if len(l.statics) > 0 {
		t.statics = make(map[string][]*method, len(l.statics))
		for _, d := range l.statics {
			m := parseDef(c, d)
			m.static = true
			t.statics[m.name] = append(t.statics[m.name], m)
			t.order = append(t.order, m)
		}
	}
	for _, d := range l.ctors {
		t.ctors = append(t.ctors, parseDef(c, def{"<init>" + d.sig, d.fn}))
	}
	if len(l.fields) > 0 {
		t.fields = make(map[string]func(*thread) (any, error), len(l.fields))
		for _, f := range l.fields {
			switch v := f.value.(type) {
			case func(*thread) (any, error):
				t.fields[f.name] = v
			default:
				t.fields[f.name] = func(*thread) (any, error) { return v, nil }
			}
		}
	}
	return t
}

// parseDef reads a signature.
func parseDef(c *Class, d def) *method {
	sig := d.sig
	m := &method{class: c, native: d.fn}
	if rest, ok := strings.CutPrefix(sig, "void "); ok {
		m.void = true
		sig = rest
	}
	if rest, ok := strings.CutPrefix(sig, "-"); ok {
		m.private = true
		sig = rest
	}
	name, rest, _ := strings.Cut(sig, "(")
	m.name = name
	m.light = lightMethods[name]
	rest = strings.TrimSuffix(rest, ")")
	if rest == "" {
		return m
	}
	m.params = make([]*Class, 0, strings.Count(rest, ",")+1)
	for rest != "" {
		var p string
		p, rest, _ = strings.Cut(rest, ",")
		if q, ok := strings.CutSuffix(p, "..."); ok {
			m.variadic = true
			p = q + "[]"
		}
		k := libraryType(p)
		if k == nil {
			// A mistake in a table, which a test finds.
			panic("groovy: " + c.name + " has a method with an unknown type: " + d.sig)
		}
		m.params = append(m.params, k)
		if k != classObject {
			m.typed = true
		}
	}
	return m
}

// libraryType finds the class a signature names.
func libraryType(name string) *Class {
	if e, ok := strings.CutSuffix(name, "[]"); ok {
		k := libraryType(e)
		if k == nil {
			return nil
		}
		return k.arrayClass()
	}
	switch name {
	case "Object":
		return classObject
	case "int":
		return classIntP
	case "String":
		return classString
	case "Closure":
		return classClosure
	}
	if k := primitiveNamed(name); k != nil {
		return k
	}
	l := library()
	if k := l.bySimple[name]; k != nil {
		return k
	}
	return l.byName[name]
}

func primitiveNamed(name string) *Class {
	switch name {
	case "int":
		return classIntP
	case "long":
		return classLongP
	case "double":
		return classDoubleP
	case "float":
		return classFloatP
	case "boolean":
		return classBooleanP
	case "char":
		return classCharP
	case "byte":
		return classByteP
	case "short":
		return classShortP
	case "void":
		return classVoid
	}
	return nil
}

// callFn calls a function-like argument: a closure, or whatever implements an
// interface of one method, which is named.
// What a method of a primitive type gives is that type's box: Java casts the
// closure's result and converts nothing.
func (t *thread) callFn(f any, method string, args ...any) (v any, err error) {
	if c, ok := f.(*Closure); ok {
		switch len(args) {
		case 1:
			v, err = t.call1(c, args[0])
		case 2:
			v, err = t.call2(c, args[0], args[1])
		default:
			v, err = t.callNamed(c, args, "doCall")
		}
		if err != nil && !declares(method) {
			err = t.undeclared(err)
		}
	} else {
		v, err = t.invokeArgs(f, method, args)
	}
	if err != nil {
		return nil, err
	}
	return t.functionResult(method, v)
}

// functionResult checks what a closure gave as the result of a method of a
// functional interface.
func (t *thread) functionResult(method string, v any) (any, error) {
	if method == "run" || method == "accept" {
		return nil, nil
	}
	if want := primitiveResult(method); want != nil && (v == nil || classOf(v) != want.box) {
		if v == nil {
			return nil, t.throw(classNullPointer, "Cannot invoke \"%s.%sValue()\" because the result of the function is null", want.box.name, want.name)
		}
		return nil, t.castError(v, want.box)
	}
	return v, nil
}

// primitiveResult is the type that a method of a functional interface gives;
// nil if it gives an object or nothing.
func primitiveResult(method string) *Class {
	switch method {
	case "test", "getAsBoolean":
		return classBooleanP
	case "applyAsInt", "getAsInt", "compare":
		return classIntP
	case "applyAsLong", "getAsLong":
		return classLongP
	case "applyAsDouble", "getAsDouble":
		return classDoubleP
	}
	return nil
}
