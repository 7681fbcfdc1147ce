package groovy

import (
	"math"
	"strings"
)

// java.util.stream: lazy as the real ones, so that an endless stream may be cut
// by limit, and sequential.

var (
	classBaseStream   = &Class{name: "java.util.stream.BaseStream", kind: kindInterface, ifaces: []*Class{classClosable}}
	classStream       = &Class{name: "java.util.stream.Stream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classIntStream    = &Class{name: "java.util.stream.IntStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classLongStream   = &Class{name: "java.util.stream.LongStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classDoubleStream = &Class{name: "java.util.stream.DoubleStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
)

func streamClasses() []entry {
	return []entry{
		{classBaseStream, nil}, {classStream, streamLib(classStream)}, {classIntStream, streamLib(classIntStream)},
		{classLongStream, streamLib(classLongStream)}, {classDoubleStream, streamLib(classDoubleStream)},
		{classCollection, collectionStreamLib}, {classCollectors, collectorsLib}, {classCollector, nil},
	}
}

// A streamValue is a stream of any kind; next gives its elements.
type streamValue struct {
	class *Class
	next  func(t *thread) (any, bool, error)
	used  bool
}

func (s *streamValue) classOf() *Class { return s.class }

// pull gives the next element. A stream over a stream over a stream is as deep
// as the script likes.
func (s *streamValue) pull(t *thread) (any, bool, error) {
	if err := t.enter(); err != nil {
		return nil, false, err
	}
	defer t.exit()
	return s.next(t)
}

func (s *streamValue) iterate(t *thread, f func(any) error) error {
	for {
		v, ok, err := s.pull(t)
		if !ok || err != nil {
			return err
		}
		if err := t.step(); err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// take is asked before a stream is worked with, which may be done once.
func (s *streamValue) take(t *thread) error {
	if s.used {
		return t.throw(classIllegalState, "stream has already been operated upon or closed")
	}
	s.used = true
	return nil
}

func streamOver(c *Class, items func(t *thread) ([]any, error)) *streamValue {
	var rest []any
	started := false
	return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
		if !started {
			started = true
			var err error
			if rest, err = items(t); err != nil {
				return nil, false, err
			}
		}
		if len(rest) == 0 {
			return nil, false, nil
		}
		v := rest[0]
		rest = rest[1:]
		return v, true, t.step()
	}}
}

func streamOf(c *Class, v any) *streamValue {
	return streamOver(c, func(t *thread) ([]any, error) { return t.slice(v) })
}

func collectionStreamLib() lib {
	stream := func(_ *thread, self any, _ []any) (any, error) { return streamOf(classStream, self), nil }
	return lib{methods: []def{{"stream()", stream}, {"parallelStream()", stream}}}
}

// counted is a stream of the numbers from a up to, not with, b.
func counted(c *Class, a, b int64) *streamValue {
	return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
		if a >= b {
			return nil, false, nil
		}
		a++
		if c == classIntStream {
			return boxInt(int32(a - 1)), true, t.step()
		}
		return a - 1, true, t.step()
	}}
}

// elementClass is what a stream of numbers holds.
func elementClass(c *Class) *Class {
	switch c {
	case classIntStream:
		return classIntP
	case classLongStream:
		return classLongP
	case classDoubleStream:
		return classDoubleP
	}
	return nil
}

// streamMethod is the name of the one method of the function that a stream of
// this class takes for an operation on the kind it gives.
func streamMethod(from, to *Class) string {
	switch elementClass(to) {
	case classIntP:
		return "applyAsInt"
	case classLongP:
		return "applyAsLong"
	case classDoubleP:
		return "applyAsDouble"
	}
	return "apply"
}

// then makes the stream that comes of this one.
func (s *streamValue) then(t *thread, c *Class, next func(t *thread) (any, bool, error)) (any, error) {
	if err := s.take(t); err != nil {
		return nil, err
	}
	return &streamValue{class: c, next: next}, t.alloc(64)
}

// mapped is map and its like.
func (s *streamValue) mapped(t *thread, c *Class, f any) (any, error) {
	elem, method := elementClass(c), streamMethod(s.class, c)
	return s.then(t, c, func(t *thread) (any, bool, error) {
		v, ok, err := s.pull(t)
		if !ok || err != nil {
			return nil, false, err
		}
		if f != nil {
			if v, err = t.callFn(f, method, v); err != nil {
				return nil, false, err
			}
		}
		if elem != nil {
			if v == nil {
				return nil, false, t.throw(classNullPointer, "")
			}
			if v, err = t.cast(v, elem); err != nil {
				return nil, false, err
			}
		}
		return v, true, t.step()
	})
}

// asks calls a predicate.
func (t *thread) asks(f, v any) (bool, error) {
	r, err := t.callFn(f, "test", v)
	if err != nil {
		return false, err
	}
	return t.truth(r)
}

// rest makes a stream of what is known only when all of this has been seen.
func (s *streamValue) rest(t *thread, f func(t *thread, items []any) ([]any, error)) (any, error) {
	if err := s.take(t); err != nil {
		return nil, err
	}
	return streamOver(s.class, func(t *thread) ([]any, error) {
		items, err := t.slice(s)
		if err != nil {
			return nil, err
		}
		return f(t, items)
	}), nil
}

// ends is a method that consumes the stream.
func ends(sig string, f func(t *thread, s *streamValue, a []any) (any, error)) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		s := self.(*streamValue)
		if err := s.take(t); err != nil {
			return nil, err
		}
		return f(t, s, a)
	}}
}

func goesOn(sig string, f func(t *thread, s *streamValue, a []any) (any, error)) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		return f(t, self.(*streamValue), append([]any(nil), a...))
	}}
}

func streamLib(c *Class) func() lib {
	return func() lib {
		l := lib{methods: commonStream(c), statics: streamStatics(c)}
		if c == classStream {
			l.methods = append(l.methods, objectStream()...)
		} else {
			l.methods = append(l.methods, numberStream(c)...)
		}
		return l
	}
}

func commonStream(c *Class) []def {
	matches := func(want, empty bool) func(t *thread, s *streamValue, a []any) (any, error) {
		return func(t *thread, s *streamValue, a []any) (any, error) {
			f, found := a[0], empty
			err := t.until(s, func(e any) (bool, error) {
				ok, err := t.asks(f, e)
				if ok == want {
					found = !empty
				}
				return ok == want, err
			})
			return found, err
		}
	}
	each := func(t *thread, s *streamValue, a []any) (any, error) {
		f := a[0]
		return nil, t.iterate(s, func(e any) error {
			_, err := t.callFn(f, "accept", e)
			return err
		})
	}
	same := func(_ *thread, s *streamValue, _ []any) (any, error) { return s, nil }
	return []def{
		goesOn("filter(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.then(t, c, func(t *thread) (any, bool, error) {
				for {
					v, ok, err := s.pull(t)
					if !ok || err != nil {
						return nil, false, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
					if ok, err := t.asks(a[0], v); ok || err != nil {
						return v, err == nil, err
					}
				}
			})
		}),
		goesOn("map(Object)", func(t *thread, s *streamValue, a []any) (any, error) { return s.mapped(t, c, a[0]) }),
		goesOn("mapToInt(Object)", func(t *thread, s *streamValue, a []any) (any, error) { return s.mapped(t, classIntStream, a[0]) }),
		goesOn("mapToLong(Object)", func(t *thread, s *streamValue, a []any) (any, error) { return s.mapped(t, classLongStream, a[0]) }),
		goesOn("mapToDouble(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.mapped(t, classDoubleStream, a[0])
		}),
		goesOn("mapToObj(Object)", func(t *thread, s *streamValue, a []any) (any, error) { return s.mapped(t, classStream, a[0]) }),
		goesOn("boxed()", func(t *thread, s *streamValue, _ []any) (any, error) { return s.mapped(t, classStream, nil) }),
		goesOn("flatMap(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			var inner *streamValue
			return s.then(t, c, func(t *thread) (any, bool, error) {
				for {
					if inner != nil {
						if v, ok, err := inner.pull(t); ok || err != nil {
							return v, ok, err
						}
						inner = nil
					}
					v, ok, err := s.pull(t)
					if !ok || err != nil {
						return nil, false, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
					r, err := t.callFn(a[0], "apply", v)
					if err != nil {
						return nil, false, err
					}
					if r != nil {
						if inner, ok = r.(*streamValue); !ok {
							return nil, false, t.castError(r, c)
						}
					}
				}
			})
		}),
		goesOn("peek(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.then(t, c, func(t *thread) (any, bool, error) {
				v, ok, err := s.pull(t)
				if ok && err == nil {
					_, err = t.callFn(a[0], "accept", v)
				}
				return v, ok, err
			})
		}),
		goesOn("distinct()", func(t *thread, s *streamValue, _ []any) (any, error) {
			seen := newSet(classHashSet)
			return s.then(t, c, func(t *thread) (any, bool, error) {
				for {
					v, ok, err := s.pull(t)
					if !ok || err != nil {
						return nil, false, err
					}
					if fresh, err := seen.add(t, v); fresh || err != nil {
						return v, err == nil, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
				}
			})
		}),
		goesOn("limit(long)", func(t *thread, s *streamValue, a []any) (any, error) {
			n := a[0].(int64)
			if n < 0 {
				return nil, t.throw(classIllegalArgument, "%d", n)
			}
			return s.then(t, c, func(t *thread) (any, bool, error) {
				if n--; n < 0 {
					return nil, false, nil
				}
				return s.pull(t)
			})
		}),
		goesOn("skip(long)", func(t *thread, s *streamValue, a []any) (any, error) {
			n := a[0].(int64)
			if n < 0 {
				return nil, t.throw(classIllegalArgument, "%d", n)
			}
			return s.then(t, c, func(t *thread) (any, bool, error) {
				for ; n > 0; n-- {
					if _, ok, err := s.pull(t); !ok || err != nil {
						return nil, false, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
				}
				return s.pull(t)
			})
		}),
		goesOn("takeWhile(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.then(t, c, func(t *thread) (any, bool, error) {
				v, ok, err := s.pull(t)
				if !ok || err != nil {
					return nil, false, err
				}
				ok, err = t.asks(a[0], v)
				return v, ok, err
			})
		}),
		goesOn("dropWhile(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			dropping := true
			return s.then(t, c, func(t *thread) (any, bool, error) {
				for {
					v, ok, err := s.pull(t)
					if !ok || err != nil || !dropping {
						return v, ok, err
					}
					if dropping, err = t.asks(a[0], v); !dropping || err != nil {
						return v, err == nil, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
				}
			})
		}),
		goesOn("sorted()", func(t *thread, s *streamValue, _ []any) (any, error) {
			return s.rest(t, func(t *thread, items []any) ([]any, error) { return t.sorted(items, nil) })
		}),
		goesOn("parallel()", same), goesOn("sequential()", same), goesOn("unordered()", same), goesOn("onClose(Object)", same),
		{"void close()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"isParallel()", func(*thread, any, []any) (any, error) { return false, nil }},
		ends("void forEach(Object)", each), ends("void forEachOrdered(Object)", each),
		ends("anyMatch(Object)", matches(true, false)), ends("allMatch(Object)", matches(false, true)),
		ends("noneMatch(Object)", matches(true, true)),
		ends("count()", func(t *thread, s *streamValue, _ []any) (any, error) {
			n := int64(0)
			return n, t.iterate(s, func(any) error { n++; return nil })
		}),
		ends("iterator()", func(_ *thread, s *streamValue, _ []any) (any, error) { return &Iterator{next: s.next}, nil }),
		ends("toList()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			return fixedList(classImmutableList, items, listReadOnly), err
		}),
		ends("toSet()", func(t *thread, s *streamValue, _ []any) (any, error) {
			set := newSet(classHashSet)
			return set, t.iterate(s, func(e any) error { _, err := set.add(t, e); return err })
		}),
		ends("reduce(Object,Object)", func(t *thread, s *streamValue, a []any) (any, error) { return t.folded(s, a[0], a[1]) }),
		ends("reduce(Object,Object,Object)", func(t *thread, s *streamValue, a []any) (any, error) { return t.folded(s, a[0], a[1]) }),
	}
}

// folded puts the elements together by f.
func (t *thread) folded(s *streamValue, acc, f any) (any, error) {
	method := streamMethod(s.class, s.class)
	err := t.iterate(s, func(e any) (err error) {
		acc, err = t.callFn(f, method, acc, e)
		return err
	})
	return acc, err
}

func objectStream() []def {
	first := func(t *thread, s *streamValue, _ []any) (any, error) {
		v, ok, err := s.pull(t)
		if err != nil {
			return nil, err
		}
		if ok && v == nil {
			return nil, t.throw(classNullPointer, "")
		}
		return &Optional{v}, nil
	}
	extreme := func(sign int) func(t *thread, s *streamValue, a []any) (any, error) {
		return func(t *thread, s *streamValue, a []any) (any, error) {
			by := a[0]
			best, ok, err := s.pull(t)
			if !ok || err != nil {
				return &Optional{}, err
			}
			err = t.iterate(s, func(e any) error {
				n, err := t.compareBy(by, e, best)
				if n*sign > 0 {
					best = e
				}
				return err
			})
			return &Optional{best}, err
		}
	}
	toArray := func(t *thread, s *streamValue, _ []any) (any, error) {
		items, err := t.slice(s)
		return newArray(classObject, items), err
	}
	return []def{
		goesOn("sorted(Comparator)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.rest(t, func(t *thread, items []any) ([]any, error) { return t.sorted(items, a[0]) })
		}),
		ends("min(Comparator)", extreme(-1)), ends("max(Comparator)", extreme(1)),
		ends("findFirst()", first), ends("findAny()", first),
		ends("reduce(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			v, ok, err := s.pull(t)
			if !ok || err != nil {
				return &Optional{}, err
			}
			v, err = t.folded(s, v, a[0])
			return &Optional{v}, err
		}),
		ends("toArray()", toArray), ends("toArray(Object)", toArray),
		ends("collect(Collector)", func(t *thread, s *streamValue, a []any) (any, error) {
			c, ok := a[0].(*collector)
			if !ok {
				return nil, t.castError(a[0], classCollector)
			}
			return c.run(t, s)
		}),
		ends("collect(Object,Object,Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			supplier, accumulate := a[0], a[1]
			into, err := t.callFn(supplier, "get")
			if err != nil {
				return nil, err
			}
			return into, t.iterate(s, func(e any) error {
				_, err := t.callFn(accumulate, "accept", into, e)
				return err
			})
		}),
	}
}

// numberStream is what the streams of numbers have of their own.
func numberStream(c *Class) []def {
	first := func(t *thread, s *streamValue, _ []any) (any, error) {
		v, _, err := s.pull(t)
		return &numberOptional{c, v}, err
	}
	sum := func(t *thread, s *streamValue) (any, int64, error) {
		zero, n := any(int64(0)), int64(0)
		switch c {
		case classIntStream:
			zero = int32(0)
		case classDoubleStream:
			zero = float64(0)
		}
		acc := zero
		err := t.iterate(s, func(e any) error {
			n++
			switch x := acc.(type) {
			case int32:
				acc = x + e.(int32)
			case int64:
				acc = x + e.(int64)
			case float64:
				acc = x + e.(float64)
			}
			return nil
		})
		return acc, n, err
	}
	pick := func(sign int) func(t *thread, s *streamValue, _ []any) (any, error) {
		return func(t *thread, s *streamValue, _ []any) (any, error) {
			var best any
			err := t.iterate(s, func(e any) error {
				if best == nil {
					best = e
					return nil
				}
				n, err := t.compare(e, best)
				if n*sign > 0 {
					best = e
				}
				return err
			})
			return &numberOptional{c, best}, err
		}
	}
	return []def{
		ends("sum()", func(t *thread, s *streamValue, _ []any) (any, error) {
			v, _, err := sum(t, s)
			return v, err
		}),
		ends("average()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			if err != nil || len(items) == 0 {
				return &numberOptional{classDoubleStream, nil}, err
			}
			total := 0.0
			for _, e := range items {
				f, err := t.cast(e, classDoubleP)
				if err != nil {
					return nil, err
				}
				total += f.(float64)
			}
			return &numberOptional{classDoubleStream, total / float64(len(items))}, nil
		}),
		ends("min()", pick(-1)), ends("max()", pick(1)),
		ends("findFirst()", first), ends("findAny()", first),
		ends("reduce(Object)", func(t *thread, s *streamValue, a []any) (any, error) {
			v, ok, err := s.pull(t)
			if ok && err == nil {
				v, err = t.folded(s, v, a[0])
			}
			return &numberOptional{c, v}, err
		}),
		ends("toArray()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			return newArray(elementClass(c), items), err
		}),
		goesOn("asLongStream()", func(t *thread, s *streamValue, _ []any) (any, error) { return s.mapped(t, classLongStream, nil) }),
		goesOn("asDoubleStream()", func(t *thread, s *streamValue, _ []any) (any, error) { return s.mapped(t, classDoubleStream, nil) }),
		ends("summaryStatistics()", func(t *thread, s *streamValue, _ []any) (any, error) {
			st := &statistics{c: c, min: math.Inf(1), max: math.Inf(-1)}
			return st, t.iterate(s, func(e any) error { return st.add(t, e) })
		}),
	}
}

func streamStatics(c *Class) []def {
	all := []def{
		{"of(Object...)", func(t *thread, _ any, a []any) (any, error) {
			items := append([]any(nil), a[0].(*Array).items...)
			if elem := elementClass(c); elem != nil {
				for i := range items {
					var err error
					if items[i], err = t.cast(items[i], elem); err != nil {
						return nil, err
					}
				}
			}
			return streamOf(c, newList(items)), nil
		}},
		{"empty()", func(*thread, any, []any) (any, error) { return streamOf(c, nil), nil }},
		{"concat(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
			x, ok1 := a[0].(*streamValue)
			y, ok2 := a[1].(*streamValue)
			if !ok1 || !ok2 {
				return nil, t.throw(classNullPointer, "")
			}
			return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
				if v, ok, err := x.pull(t); ok || err != nil {
					return v, ok, err
				}
				return y.pull(t)
			}}, nil
		}},
		{"generate(Object)", func(_ *thread, _ any, a []any) (any, error) {
			f := a[0]
			return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
				v, err := t.callFn(f, "get")
				return v, err == nil, err
			}}, nil
		}},
		{"iterate(Object,Object)", func(_ *thread, _ any, a []any) (any, error) {
			v, f, first := a[0], a[1], true
			return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
				if first {
					first = false
					return v, true, nil
				}
				var err error
				v, err = t.callFn(f, streamMethod(c, c), v)
				return v, err == nil, err
			}}, nil
		}},
	}
	switch c {
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
			def{"rangeClosed(long,long)", func(_ *thread, _ any, a []any) (any, error) {
				if a[1].(int64) == math.MaxInt64 {
					return counted(c, a[0].(int64), a[1].(int64)), nil
				}
				return counted(c, a[0].(int64), a[1].(int64)+1), nil
			}})
	}
	return all
}

// A numberOptional is an OptionalInt, OptionalLong or OptionalDouble.
type numberOptional struct {
	of *Class // the stream's class
	v  any
}

var (
	classOptionalInt    = &Class{name: "java.util.OptionalInt", super: classObject}
	classOptionalLong   = &Class{name: "java.util.OptionalLong", super: classObject}
	classOptionalDouble = &Class{name: "java.util.OptionalDouble", super: classObject}
)

func (o *numberOptional) classOf() *Class {
	switch o.of {
	case classIntStream:
		return classOptionalInt
	case classLongStream:
		return classOptionalLong
	}
	return classOptionalDouble
}

func (o *numberOptional) text(t *thread) (string, error) {
	name := o.classOf().simpleName()
	if o.v == nil {
		return name + ".empty", nil
	}
	s, err := t.toString(o.v)
	return name + "[" + s + "]", err
}

func (o *numberOptional) equals(_ *thread, other any) (bool, error) {
	p, ok := other.(*numberOptional)
	return ok && p.of == o.of && p.v == o.v, nil
}

func (o *numberOptional) truth(*thread) (bool, error) { return o.v != nil, nil }

func numberOptionalClasses() []entry {
	return []entry{
		{classOptionalInt, numberOptionalLib("Int", classIntStream)}, {classOptionalLong, numberOptionalLib("Long", classLongStream)},
		{classOptionalDouble, numberOptionalLib("Double", classDoubleStream)}, {classIntStats, statisticsLib}, {classLongStats, statisticsLib},
		{classDoubleStats, statisticsLib},
	}
}

func numberOptionalLib(kind string, c *Class) func() lib {
	opt := func(self any) *numberOptional { return self.(*numberOptional) }
	get := func(t *thread, self any, _ []any) (any, error) {
		if opt(self).v == nil {
			return nil, t.throw(classNoSuchElement, "No value present")
		}
		return opt(self).v, nil
	}
	return func() lib {
		return lib{
			statics: []def{
				{"of(" + strings.ToLower(kind) + ")", func(_ *thread, _ any, a []any) (any, error) { return &numberOptional{c, a[0]}, nil }},
				{"empty()", func(*thread, any, []any) (any, error) { return &numberOptional{c, nil}, nil }},
			},
			methods: []def{
				{"getAs" + kind + "()", get}, {"orElseThrow()", get},
				{"isPresent()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v != nil, nil }},
				{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v == nil, nil }},
				{"orElse(" + strings.ToLower(kind) + ")", func(_ *thread, self any, a []any) (any, error) {
					if opt(self).v == nil {
						return a[0], nil
					}
					return opt(self).v, nil
				}},
				{"void ifPresent(Object)", func(t *thread, self any, a []any) (any, error) {
					if opt(self).v == nil {
						return nil, nil
					}
					_, err := t.callFn(a[0], "accept", opt(self).v)
					return nil, err
				}},
			},
		}
	}
}
