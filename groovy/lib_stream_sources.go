package groovy

import "math"

var (
	classStreamBuilder       = &Class{name: "java.util.stream.Stream$Builder", kind: kindInterface, ifaces: []*Class{classConsumer}}
	classIntStreamBuilder    = builderOfNumbers("Int")
	classLongStreamBuilder   = builderOfNumbers("Long")
	classDoubleStreamBuilder = builderOfNumbers("Double")
)

func builderOfNumbers(kind string) *Class {
	c := &Class{name: "java.util.stream." + kind + "Stream$Builder", kind: kindInterface}
	for _, f := range primitiveFunctions {
		if f.name == "java.util.function."+kind+"Consumer" {
			c.ifaces = []*Class{f}
		}
	}
	return c
}

// counted is a stream of the numbers from a up to, not with, b.
func counted(c *Class, a, b int64) *streamValue {
	at := a
	return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
		if at >= b {
			return nil, false, nil
		}
		at++
		if c == classIntStream {
			return boxInt(int32(at - 1)), true, t.step()
		}
		return at - 1, true, t.step()
	}, size: func(*thread) (int64, error) { return max(b-a, 0), nil }}
}

// endless is a stream that ends only if it is cut.
func endless(c *Class, next func(t *thread) (any, error)) *streamValue {
	return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
		v, err := next(t)
		if err == nil {
			err = t.step()
		}
		return v, err == nil, err
	}}
}

// streamStatics is the methods that make streams.
func streamStatics(c *Class) []def {
	k := kindName(c)
	elem, apply, get := "Object", "apply", "get"
	if k != "" {
		elem, apply, get = elementClass(c).name, "applyAs"+k, "getAs"+k
	}
	all := []def{
		{"of(" + elem + "...)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return streamOfItems(c, append([]any(nil), a[0].(*Array).items...)), nil
		}},
		{"empty()", func(*thread, any, []any) (any, error) { return streamOf(c, nil), nil }},
		{"builder()", func(*thread, any, []any) (any, error) { return &streamBuilder{class: c}, nil }},
		{"concat(" + c.simpleName() + "," + c.simpleName() + ")", func(t *thread, _ any, a []any) (any, error) {
			x, ok1 := a[0].(*streamValue)
			y, ok2 := a[1].(*streamValue)
			if !ok1 || !ok2 {
				return nil, t.throw(classNullPointer, "")
			}
			return joinedStreams(t, x, y)
		}},
		{"generate(" + k + "Supplier)", func(t *thread, _ any, a []any) (any, error) {
			f := a[0]
			if f == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return endless(c, func(t *thread) (any, error) { return t.callFn(f, get) }), nil
		}},
		{"iterate(" + elem + "," + k + "UnaryOperator)", func(t *thread, _ any, a []any) (any, error) {
			v, f, first := a[0], a[1], true
			if f == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return endless(c, func(t *thread) (_ any, err error) {
				if first {
					first = false
					return v, nil
				}
				v, err = t.callFn(f, apply, v)
				return v, err
			}), nil
		}},
		{"iterate(" + elem + "," + k + "Predicate," + k + "UnaryOperator)", func(t *thread, _ any, a []any) (any, error) {
			v, more, f, first, over := a[0], a[1], a[2], true, false
			if f == nil || more == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
				if over {
					return nil, false, nil
				}
				var err error
				if !first {
					if v, err = t.callFn(f, apply, v); err != nil {
						return nil, false, err
					}
				}
				first = false
				ok, err := t.asks(more, v)
				over = !ok
				return v, ok, err
			}}, nil
		}},
	}
	switch c {
	case classStream:
		all = append(all, def{"ofNullable(Object)", func(_ *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return streamOf(c, nil), nil
			}
			return streamOfItems(c, []any{a[0]}), nil
		}})
	case classIntStream:
		all = append(all,
			def{"range(int,int)", func(_ *thread, _ any, a []any) (any, error) {
				return counted(c, int64(a[0].(int32)), int64(a[1].(int32))), nil
			}},
			def{"rangeClosed(int,int)", func(_ *thread, _ any, a []any) (any, error) {
				return counted(c, int64(a[0].(int32)), int64(a[1].(int32))+1), nil
			}})
	case classLongStream:
		all = append(all,
			def{"range(long,long)", func(_ *thread, _ any, a []any) (any, error) { return counted(c, a[0].(int64), a[1].(int64)), nil }},
			def{"rangeClosed(long,long)", func(t *thread, _ any, a []any) (any, error) {
				if a[1].(int64) == math.MaxInt64 {
					return joinedStreams(t, counted(c, a[0].(int64), math.MaxInt64), streamOfItems(c, []any{int64(math.MaxInt64)}))
				}
				return counted(c, a[0].(int64), a[1].(int64)+1), nil
			}})
	}
	return all
}

// joinedStreams is concat: y is begun when x has ended, closing closes both.
func joinedStreams(t *thread, x, y *streamValue) (any, error) {
	if err := x.take(t); err != nil {
		return nil, err
	}
	if err := y.take(t); err != nil {
		return nil, err
	}
	s := &streamValue{class: x.class, next: func(t *thread) (any, bool, error) {
		if v, ok, err := x.pull(t); ok || err != nil {
			return v, ok, err
		}
		return y.pull(t)
	}}
	if x.size != nil && y.size != nil {
		s.size = func(t *thread) (int64, error) {
			a, err := x.size(t)
			if err != nil {
				return 0, err
			}
			b, err := y.size(t)
			return a + b, err
		}
	}
	p := s.of()
	p.parallel = x.of().parallel || y.of().parallel
	for _, part := range []*streamValue{x, y} {
		p.onClose = append(p.onClose, nativeClosure(classMethodClosure, 0, nil, func(t *thread, _ []any) (any, error) {
			return nil, part.close(t)
		}))
	}
	return s, nil
}

// A streamBuilder gathers elements until it is built.
type streamBuilder struct {
	class *Class // of the stream
	items []any
	built bool
}

func (b *streamBuilder) classOf() *Class {
	switch b.class {
	case classIntStream:
		return classIntStreamBuilder
	case classLongStream:
		return classLongStreamBuilder
	case classDoubleStream:
		return classDoubleStreamBuilder
	}
	return classStreamBuilder
}

func (b *streamBuilder) add(t *thread, v any) error {
	if b.built {
		return t.throw(classIllegalState, "")
	}
	b.items = append(b.items, v)
	return t.alloc(16)
}

func streamBuilderLib(c *Class) func() lib {
	elem := "Object"
	if e := elementClass(c); e != nil {
		elem = e.name
	}
	return func() lib {
		return lib{methods: []def{
			{"void accept(" + elem + ")", func(t *thread, self any, a []any) (any, error) {
				return nil, self.(*streamBuilder).add(t, a[0])
			}},
			{"add(" + elem + ")", func(t *thread, self any, a []any) (any, error) {
				return self, self.(*streamBuilder).add(t, a[0])
			}},
			{"build()", func(t *thread, self any, _ []any) (any, error) {
				b := self.(*streamBuilder)
				if b.built {
					return nil, t.throw(classIllegalState, "")
				}
				b.built = true
				return streamOfItems(c, b.items), nil
			}},
		}}
	}
}
