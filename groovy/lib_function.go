package groovy

import "strings"

// The interfaces of java.util.function that closures stand for.
var (
	classFunction       = functional("Function")
	classConsumer       = functional("Consumer")
	classPredicate      = functional("Predicate")
	classSupplier       = functional("Supplier")
	classUnaryOperator  = functional("UnaryOperator", classFunction)
	classBiFunction     = functional("BiFunction")
	classBinaryOperator = functional("BinaryOperator", classBiFunction)
	classBiConsumer     = functional("BiConsumer")
	classBiPredicate    = functional("BiPredicate")

	// Those for primitive values are called like the others.
	primitiveFunctions = func() []*Class {
		var l []*Class
		for _, n := range strings.Fields(`IntFunction LongFunction DoubleFunction ToIntFunction ToLongFunction ToDoubleFunction
			ToIntBiFunction ToLongBiFunction ToDoubleBiFunction IntPredicate LongPredicate DoublePredicate
			IntUnaryOperator LongUnaryOperator DoubleUnaryOperator IntBinaryOperator LongBinaryOperator DoubleBinaryOperator
			IntConsumer LongConsumer DoubleConsumer ObjIntConsumer ObjLongConsumer ObjDoubleConsumer
			IntSupplier LongSupplier DoubleSupplier BooleanSupplier IntToLongFunction IntToDoubleFunction LongToIntFunction
			LongToDoubleFunction DoubleToIntFunction DoubleToLongFunction`) {
			l = append(l, functional(n))
		}
		return l
	}()
)

func functional(name string, ifaces ...*Class) *Class {
	return &Class{name: "java.util.function." + name, kind: kindInterface, ifaces: ifaces}
}

func functionClasses() []entry {
	l := []entry{
		{classFunction, functionLib}, {classConsumer, chainLib(classConsumer)}, {classPredicate, predicateLib(classPredicate, "test")},
		{classSupplier, nil}, {classUnaryOperator, unaryOperatorLib}, {classBiFunction, biFunctionLib},
		{classBinaryOperator, binaryOperatorLib}, {classBiConsumer, chainLib(classBiConsumer)}, {classBiPredicate, predicateLib(classBiPredicate, "test")},
	}
	for _, c := range primitiveFunctions {
		var members func() lib
		switch n := c.name[strings.LastIndexByte(c.name, '.')+1:]; {
		case strings.HasSuffix(n, "Predicate"):
			members = predicateLib(c, "test")
		case strings.HasSuffix(n, "Consumer") && !strings.HasPrefix(n, "Obj"):
			members = chainLib(c)
		case strings.HasSuffix(n, "UnaryOperator"):
			members = composeLib(c, "applyAs"+strings.TrimSuffix(n, "UnaryOperator"))
		}
		l = append(l, entry{c, members})
	}
	return l
}

// madeFunction is a function of the given interface that Go code makes of
// others.
func madeFunction(c *Class, n int, f func(t *thread, a []any) (any, error)) any {
	return &Proxy{class: c, cl: nativeClosure(classMethodClosure, n, nil, f)}
}

// calledBy calls one of the functions of java.util.function with arguments
// that are only lent.
func (t *thread) calledBy(f any, method string, a []any) (any, error) {
	return t.callFn(f, method, append([]any(nil), a...)...)
}

// composeLib is andThen and compose of a function of one parameter.
func composeLib(c *Class, method string) func() lib {
	return func() lib {
		join := func(first, second any) any {
			return madeFunction(c, 1, func(t *thread, a []any) (any, error) {
				v, err := t.calledBy(first, method, a)
				if err != nil {
					return nil, err
				}
				return t.callFn(second, method, v)
			})
		}
		return lib{
			methods: []def{
				{"andThen(Object)", func(_ *thread, self any, a []any) (any, error) { return join(self, a[0]), nil }},
				{"compose(Object)", func(_ *thread, self any, a []any) (any, error) { return join(a[0], self), nil }},
			},
			statics: []def{{"identity()", func(*thread, any, []any) (any, error) {
				return madeFunction(c, 1, func(_ *thread, a []any) (any, error) { return a[0], nil }), nil
			}}},
		}
	}
}

func functionLib() lib { return composeLib(classFunction, "apply")() }

func unaryOperatorLib() lib {
	return lib{statics: composeLib(classUnaryOperator, "apply")().statics}
}

func biFunctionLib() lib {
	return lib{methods: []def{{"andThen(Function)", func(_ *thread, self any, a []any) (any, error) {
		next := a[0]
		return madeFunction(classBiFunction, 2, func(t *thread, a []any) (any, error) {
			v, err := t.calledBy(self, "apply", a)
			if err != nil {
				return nil, err
			}
			return t.callFn(next, "apply", v)
		}), nil
	}}}}
}

func binaryOperatorLib() lib {
	edge := func(sig string, sign int) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) {
			by := a[0]
			return madeFunction(classBinaryOperator, 2, func(t *thread, a []any) (any, error) {
				d, err := t.compareBy(by, a[0], a[1])
				if d*sign >= 0 {
					return a[0], err
				}
				return a[1], err
			}), nil
		}}
	}
	return lib{statics: []def{edge("minBy(Comparator)", -1), edge("maxBy(Comparator)", 1)}}
}

// chainLib is andThen of what gives nothing.
func chainLib(c *Class) func() lib {
	n := 1
	if c == classBiConsumer {
		n = 2
	}
	return func() lib {
		return lib{methods: []def{{"andThen(Object)", func(_ *thread, self any, a []any) (any, error) {
			next := a[0]
			return madeFunction(c, n, func(t *thread, a []any) (any, error) {
				if _, err := t.calledBy(self, "accept", a); err != nil {
					return nil, err
				}
				_, err := t.calledBy(next, "accept", a)
				return nil, err
			}), nil
		}}}}
	}
}

func predicateLib(c *Class, method string) func() lib {
	n := 1
	if c == classBiPredicate {
		n = 2
	}
	ask := func(t *thread, f any, a []any) (bool, error) {
		v, err := t.calledBy(f, method, a)
		if err != nil {
			return false, err
		}
		return t.truth(v)
	}
	not := func(f any) any {
		return madeFunction(c, n, func(t *thread, a []any) (any, error) {
			ok, err := ask(t, f, a)
			return !ok, err
		})
	}
	// joined asks the second only where the first does not decide.
	joined := func(sig string, decides bool) def {
		return def{sig, func(_ *thread, self any, a []any) (any, error) {
			other := a[0]
			return madeFunction(c, n, func(t *thread, a []any) (any, error) {
				ok, err := ask(t, self, a)
				if ok == decides || err != nil {
					return ok, err
				}
				return boolResult(ask(t, other, a))
			}), nil
		}}
	}
	return func() lib {
		l := lib{methods: []def{
			{"negate()", func(_ *thread, self any, _ []any) (any, error) { return not(self), nil }},
			joined("and(Object)", false), joined("or(Object)", true),
		}}
		if c == classPredicate {
			l.statics = []def{
				{"not(Object)", func(_ *thread, _ any, a []any) (any, error) { return not(a[0]), nil }},
				{"isEqual(Object)", func(_ *thread, _ any, a []any) (any, error) {
					want := a[0]
					return madeFunction(c, 1, func(t *thread, a []any) (any, error) { return boolResult(t.javaEquals(want, a[0])) }), nil
				}},
			}
		}
		return l
	}
}
