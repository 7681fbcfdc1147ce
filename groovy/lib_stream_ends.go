package groovy

import "math"

// endsOf is the methods that consume a stream of any kind.
func endsOf(c *Class) []def {
	k := kindName(c)
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
	first := func(t *thread, s *streamValue, _ []any) (any, error) {
		v, ok, err := s.pull(t)
		return streamOptional(t, c, v, ok, err)
	}
	accumulator := "BiConsumer"
	if k != "" {
		accumulator = "Obj" + k + "Consumer"
	}
	return []def{
		ends("void forEach("+k+"Consumer)", each), ends("void forEachOrdered("+k+"Consumer)", each),
		ends("anyMatch("+k+"Predicate)", matches(true, false)), ends("allMatch("+k+"Predicate)", matches(false, true)),
		ends("noneMatch("+k+"Predicate)", matches(true, true)),
		ends("findFirst()", first), ends("findAny()", first),
		ends("count()", func(t *thread, s *streamValue, _ []any) (any, error) {
			if s.size != nil {
				return longResult(s.size(t))
			}
			n := int64(0)
			err := t.iterate(s, func(any) error { n++; return nil })
			return n, err
		}),
		ends("reduce("+k+"BinaryOperator)", func(t *thread, s *streamValue, a []any) (any, error) {
			v, ok, err := s.pull(t)
			if ok && err == nil {
				v, err = t.folded(s, v, a[0])
			}
			return streamOptional(t, c, v, ok, err)
		}),
		ends("collect(Supplier,"+accumulator+",BiConsumer)", func(t *thread, s *streamValue, a []any) (any, error) {
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

func longResult(n int64, err error) (any, error) { return n, err }

// streamOptional is what findFirst and reduce give for a stream of class c.
func streamOptional(t *thread, c *Class, v any, ok bool, err error) (any, error) {
	switch {
	case err != nil:
		return nil, err
	case c != classStream:
		return &numberOptional{c, v}, nil
	case ok && v == nil:
		return nil, t.throw(classNullPointer, "")
	}
	return &Optional{v}, nil
}

// folded puts the elements together by f.
func (t *thread) folded(s *streamValue, acc, f any) (any, error) {
	method := "apply"
	if k := kindName(s.class); k != "" {
		method = "applyAs" + k
	}
	err := t.iterate(s, func(e any) (err error) {
		acc, err = t.callFn(f, method, acc, e)
		return err
	})
	return acc, err
}

// extremeOf is the least element by a comparator, or the greatest with sign -1;
// of equal ones the first.
func (t *thread) extremeOf(s *streamValue, by any, sign int) (any, error) {
	best, ok, err := s.pull(t)
	if ok && err == nil {
		err = t.iterate(s, func(e any) error {
			n, err := t.compareBy(by, best, e)
			if n*sign > 0 {
				best = e
			}
			return err
		})
	}
	return streamOptional(t, classStream, best, ok, err)
}

// objectEnds is what only streams of objects have.
func objectEnds() []def {
	return []def{
		ends("min(Comparator)", func(t *thread, s *streamValue, a []any) (any, error) { return t.extremeOf(s, a[0], 1) }),
		ends("max(Comparator)", func(t *thread, s *streamValue, a []any) (any, error) { return t.extremeOf(s, a[0], -1) }),
		{"reduce(Object,BinaryOperator)", func(t *thread, self any, a []any) (any, error) { return t.foldedFrom(self, a[0], a[1]) }},
		{"reduce(Object,BiFunction,BinaryOperator)", func(t *thread, self any, a []any) (any, error) {
			if a[2] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return t.foldedFrom(self, a[0], a[1])
		}},
		ends("toArray()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			return newArray(classObject, items), err
		}),
		ends("toArray(IntFunction)", func(t *thread, s *streamValue, a []any) (any, error) {
			make := a[0]
			items, err := t.slice(s)
			if err != nil {
				return nil, err
			}
			v, err := t.callFn(make, "apply", boxInt(int32(len(items))))
			if err != nil {
				return nil, err
			}
			arr, ok := v.(*Array)
			if !ok {
				return nil, t.castError(v, classObjectArray)
			}
			if len(arr.items) < len(items) {
				return nil, t.throw(classIllegalState, "Begin size %d is not equal to fixed size %d", len(items), len(arr.items))
			}
			for i, e := range items {
				if e != nil && !instanceOf(e, arr.class.elem) {
					return nil, t.throw(classArrayStore, "%s", classOf(e).Name())
				}
				arr.items[i] = e
			}
			return arr, nil
		}),
		ends("toList()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			return fixedList(classImmutableList, items, listReadOnly), err
		}),
		ends("toSet()", func(t *thread, s *streamValue, _ []any) (any, error) {
			set := newSet(classHashSet)
			return set, t.iterate(s, func(e any) error { _, err := set.add(t, e); return err })
		}),
		ends("collect(Collector)", func(t *thread, s *streamValue, a []any) (any, error) {
			c, err := t.collectorOf(a[0])
			if err != nil {
				return nil, err
			}
			return c.run(t, s)
		}),
	}
}

// foldedFrom is reduce with a first value, which may be null.
func (t *thread) foldedFrom(self, first, f any) (any, error) {
	s := self.(*streamValue)
	if f == nil {
		return nil, t.throw(classNullPointer, "")
	}
	if err := s.take(t); err != nil {
		return nil, err
	}
	return t.folded(s, first, f)
}

// numberEnds is what the streams of numbers have of their own.
func numberEnds(c *Class) []def {
	k, elem := kindName(c), elementClass(c)
	pick := func(get func(st *statistics) any) func(t *thread, s *streamValue, _ []any) (any, error) {
		return func(t *thread, s *streamValue, _ []any) (any, error) {
			st, err := s.statistics(t)
			if err != nil || st.n == 0 {
				return &numberOptional{c, nil}, err
			}
			return &numberOptional{c, get(st)}, nil
		}
	}
	return []def{
		ends("sum()", func(t *thread, s *streamValue, _ []any) (any, error) {
			st, err := s.statistics(t)
			if err != nil || c != classIntStream {
				return st.total(), err
			}
			return boxInt(int32(st.whole)), nil
		}),
		ends("average()", func(t *thread, s *streamValue, _ []any) (any, error) {
			st, err := s.statistics(t)
			if err != nil || st.n == 0 {
				return &numberOptional{classDoubleStream, nil}, err
			}
			return &numberOptional{classDoubleStream, st.average()}, nil
		}),
		ends("min()", pick((*statistics).least)), ends("max()", pick((*statistics).greatest)),
		ends("summaryStatistics()", func(t *thread, s *streamValue, _ []any) (any, error) { return s.statistics(t) }),
		ends("reduce("+elem.name+","+k+"BinaryOperator)", func(t *thread, s *streamValue, a []any) (any, error) {
			return t.folded(s, a[0], a[1])
		}),
		ends("toArray()", func(t *thread, s *streamValue, _ []any) (any, error) {
			items, err := t.slice(s)
			return newArray(elem, items), err
		}),
	}
}

// statistics reads the whole stream.
func (s *streamValue) statistics(t *thread) (*statistics, error) {
	st := newStatistics(s.class)
	return st, t.iterate(s, func(e any) error {
		st.add(e)
		return nil
	})
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
	if !ok || p.of != o.of {
		return false, nil
	}
	x, isDouble := o.v.(float64)
	y, both := p.v.(float64)
	if isDouble && both {
		return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y, nil
	}
	return p.v == o.v, nil
}

func (o *numberOptional) hashCode(t *thread) (int32, error) { return t.hash(o.v) }

func numberOptionalClasses() []entry {
	return []entry{
		{classOptionalInt, numberOptionalLib(classIntStream)}, {classOptionalLong, numberOptionalLib(classLongStream)},
		{classOptionalDouble, numberOptionalLib(classDoubleStream)}, {classIntStats, statisticsLib(classIntStream)},
		{classLongStats, statisticsLib(classLongStream)}, {classDoubleStats, statisticsLib(classDoubleStream)},
	}
}

func numberOptionalLib(c *Class) func() lib {
	k, elem := kindName(c), elementClass(c)
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
				{"of(" + elem.name + ")", func(_ *thread, _ any, a []any) (any, error) { return &numberOptional{c, a[0]}, nil }},
				{"empty()", func(*thread, any, []any) (any, error) { return &numberOptional{c, nil}, nil }},
			},
			methods: []def{
				{"getAs" + k + "()", get}, {"orElseThrow()", get},
				{"orElseThrow(Supplier)", func(t *thread, self any, a []any) (any, error) {
					if opt(self).v != nil {
						return opt(self).v, nil
					}
					return nil, t.throwSupplied(a[0])
				}},
				{"isPresent()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v != nil, nil }},
				{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v == nil, nil }},
				{"orElse(" + elem.name + ")", func(_ *thread, self any, a []any) (any, error) {
					if opt(self).v == nil {
						return a[0], nil
					}
					return opt(self).v, nil
				}},
				{"orElseGet(" + k + "Supplier)", func(t *thread, self any, a []any) (any, error) {
					if opt(self).v == nil {
						return t.callFn(a[0], "getAs"+k)
					}
					return opt(self).v, nil
				}},
				{"void ifPresent(" + k + "Consumer)", func(t *thread, self any, a []any) (any, error) {
					if opt(self).v == nil {
						return nil, nil
					}
					_, err := t.callFn(a[0], "accept", opt(self).v)
					return nil, err
				}},
				{"void ifPresentOrElse(" + k + "Consumer,Runnable)", func(t *thread, self any, a []any) (any, error) {
					var err error
					if v := opt(self).v; v != nil {
						_, err = t.callFn(a[0], "accept", v)
					} else {
						_, err = t.callFn(a[1], "run")
					}
					return nil, err
				}},
				{"stream()", func(_ *thread, self any, _ []any) (any, error) {
					if opt(self).v == nil {
						return streamOf(c, nil), nil
					}
					return streamOfItems(c, []any{opt(self).v}), nil
				}},
			},
		}
	}
}
