package groovy

// java.util.stream.Collectors.

// intoList gathers in a list of its own.
func intoList() *collector {
	return &collector{
		supply: func(*thread) (any, error) { return newList(nil), nil },
		accept: func(t *thread, into, e any) error { return into.(*List).add(t, e) },
		kinds:  []any{collectorKinds[2]},
	}
}

func intoSet() *collector {
	return &collector{
		supply: func(*thread) (any, error) { return newSet(classHashSet), nil },
		accept: func(t *thread, into, e any) error {
			_, err := into.(*Set).add(t, e)
			return err
		},
		kinds: []any{collectorKinds[1], collectorKinds[2]},
	}
}

// then gives a collector that makes something else of what c gives.
func (c *collector) then(f func(t *thread, v any) (any, error)) *collector {
	d := *c
	d.kinds = nil
	d.finish = func(t *thread, into any) (any, error) {
		v, err := c.done(t, into)
		if err != nil {
			return nil, err
		}
		return f(t, v)
	}
	return &d
}

// before gives a collector that hands c what f makes of each element, as often
// as f calls give.
func (c *collector) before(f func(t *thread, e any, give func(v any) error) error) *collector {
	d := *c
	d.supply = c.begin
	d.accept = func(t *thread, into, e any) error {
		return f(t, e, func(v any) error { return c.take(t, into, v) })
	}
	if c.finish != nil {
		d.finish = c.done
	}
	return &d
}

// grouping is groupingBy and partitioningBy: in a map, by what key gives.
func grouping(into func(t *thread) (*Map, error), key func(t *thread, e any) (any, error), down *collector) *collector {
	c := &collector{
		supply: func(t *thread) (any, error) {
			m, err := into(t)
			return m, err
		},
		accept: func(t *thread, into, e any) error {
			m := into.(*Map)
			k, err := key(t, e)
			if err != nil {
				return err
			}
			if k == nil {
				return t.throw(classNullPointer, "element cannot be mapped to a null key")
			}
			en, err := m.find(t, k)
			if err != nil {
				return err
			}
			if en != nil {
				return down.take(t, en.Value, e)
			}
			group, err := down.begin(t)
			if err != nil {
				return err
			}
			if _, err := m.put(t, k, group); err != nil {
				return err
			}
			return down.take(t, group, e)
		},
		kinds: []any{collectorKinds[2]},
	}
	if down.finish != nil {
		c.kinds = nil
		c.finish = func(t *thread, into any) (any, error) {
			m := into.(*Map)
			for _, en := range m.ordered() {
				if en == nil {
					continue
				}
				if err := t.step(); err != nil {
					return nil, err
				}
				var err error
				if en.Value, err = down.done(t, en.Value); err != nil {
					return nil, err
				}
			}
			return m, nil
		}
	}
	return c
}

func freshMap(c *Class) func(*thread) (*Map, error) {
	return func(*thread) (*Map, error) { return newHashMap(c), nil }
}

// supplied makes the map of a supplier.
func supplied(f any) func(t *thread) (*Map, error) {
	return func(t *thread) (*Map, error) {
		v, err := t.callFn(f, "get")
		if err != nil {
			return nil, err
		}
		m, ok := nativeOf(v).(*Map)
		if !ok {
			return nil, t.castError(v, classMap)
		}
		return m, nil
	}
}

// intoMap is toMap; without merge, a key that comes twice is an error.
func intoMap(into func(t *thread) (*Map, error), key, value, merge any) *collector {
	return &collector{
		supply: func(t *thread) (any, error) {
			m, err := into(t)
			return m, err
		},
		accept: func(t *thread, into, e any) error {
			m := into.(*Map)
			k, err := t.callFn(key, "apply", e)
			if err != nil {
				return err
			}
			x, err := t.callFn(value, "apply", e)
			if err != nil {
				return err
			}
			if x == nil {
				return t.throw(classNullPointer, "")
			}
			old, err := m.find(t, k)
			if err != nil {
				return err
			}
			if old != nil && merge == nil {
				return t.duplicateKey(k, old.Value, x)
			}
			if old != nil && old.Value != nil {
				if x, err = t.callFn(merge, "apply", old.Value, x); err != nil {
					return err
				}
				if x == nil {
					_, err := m.remove(t, k)
					return err
				}
			}
			_, err = m.put(t, k, x)
			return err
		},
		kinds: []any{collectorKinds[2]},
	}
}

func (t *thread) duplicateKey(key, a, b any) error {
	var text [3]string
	for i, v := range []any{key, a, b} {
		var err error
		if text[i], err = t.javaText(v); err != nil {
			return err
		}
	}
	return t.throw(classIllegalState, "Duplicate key %s (attempted merging values %s and %s)", text[0], text[1], text[2])
}

// counting, and what sums up: gathered in statistics, of which finish takes a part.
func summing(c *Class, value any, part func(st *statistics) any) *collector {
	method := "applyAs" + kindName(c)
	return &collector{
		supply: func(*thread) (any, error) { return newStatistics(c), nil },
		accept: func(t *thread, into, e any) error {
			if value == nil {
				into.(*statistics).n++
				return nil
			}
			v, err := t.callFn(value, method, e)
			if err != nil {
				return err
			}
			into.(*statistics).add(v)
			return nil
		},
		finish: func(_ *thread, into any) (any, error) { return part(into.(*statistics)), nil },
	}
}

// reduced is reducing and minBy: f puts two elements together; without a first
// value the result is an Optional.
func reduced(first any, optional bool, value func(t *thread, e any) (any, error), f func(t *thread, a, b any) (any, error)) *collector {
	type state struct {
		v   any
		any bool
	}
	return &collector{
		supply: func(*thread) (any, error) { return &tally{&state{first, !optional}}, nil },
		accept: func(t *thread, into, e any) (err error) {
			s := into.(*tally).v.(*state)
			if value != nil {
				if e, err = value(t, e); err != nil {
					return err
				}
			}
			if !s.any {
				s.v, s.any = e, true
				return nil
			}
			s.v, err = f(t, s.v, e)
			return err
		},
		finish: func(_ *thread, into any) (any, error) {
			v := into.(*tally).v.(*state).v
			if optional {
				return &Optional{v}, nil
			}
			return v, nil
		},
	}
}

// joined puts texts together.
func joined(between, before, after string) *collector {
	return &collector{
		supply: func(*thread) (any, error) { return &textJoiner{between: between, before: before, after: after}, nil },
		accept: func(t *thread, into, e any) error {
			if e != nil && !instanceOf(e, classCharSequence) {
				return t.castError(e, classCharSequence)
			}
			s, err := t.toString(e)
			if err != nil {
				return err
			}
			return into.(*textJoiner).add(t, s)
		},
		finish: func(t *thread, into any) (any, error) { return textResult(into.(*textJoiner).text(t)) },
	}
}

// teed gives each element to both and puts the results together.
func teed(x, y *collector, f any) *collector {
	return &collector{
		supply: func(t *thread) (any, error) {
			a, err := x.begin(t)
			if err != nil {
				return nil, err
			}
			b, err := y.begin(t)
			return &tally{[2]any{a, b}}, err
		},
		accept: func(t *thread, into, e any) error {
			both := into.(*tally).v.([2]any)
			if err := x.take(t, both[0], e); err != nil {
				return err
			}
			return y.take(t, both[1], e)
		},
		finish: func(t *thread, into any) (any, error) {
			both := into.(*tally).v.([2]any)
			a, err := x.done(t, both[0])
			if err != nil {
				return nil, err
			}
			b, err := y.done(t, both[1])
			if err != nil {
				return nil, err
			}
			return t.callFn(f, "apply", a, b)
		},
	}
}

// A collectorMaker makes a collector of arguments that it may keep.
type collectorMaker func(t *thread, a []any) (*collector, error)

func makesCollector(sig string, f collectorMaker) def {
	return def{sig, func(t *thread, _ any, a []any) (any, error) {
		c, err := f(t, append([]any(nil), a...))
		if err != nil {
			return nil, err
		}
		return c, t.alloc(128)
	}}
}

// withDown is a maker whose last argument is a collector for the groups.
func withDown(f func(a []any, down *collector) *collector) collectorMaker {
	return func(t *thread, a []any) (*collector, error) {
		d, err := t.collectorOf(a[len(a)-1])
		if err != nil {
			return nil, err
		}
		return f(a, d), nil
	}
}

func alwaysMakes(f func(a []any) *collector) collectorMaker {
	return func(_ *thread, a []any) (*collector, error) { return f(a), nil }
}

func collectorsLib() lib {
	by := func(f any) func(t *thread, e any) (any, error) {
		return func(t *thread, e any) (any, error) { return t.callFn(f, "apply", e) }
	}
	test := func(f any) func(t *thread, e any) (any, error) {
		return func(t *thread, e any) (any, error) { return boolResult(t.asks(f, e)) }
	}
	pair := func(f any) func(t *thread, a, b any) (any, error) {
		return func(t *thread, a, b any) (any, error) { return t.callFn(f, "apply", a, b) }
	}
	// Both halves are there even if they are empty.
	halves := func(down *collector) func(t *thread) (*Map, error) {
		return func(t *thread) (*Map, error) {
			m := NewMap()
			for _, half := range []struct {
				key  bool
				hash int32
			}{{false, 1237}, {true, 1231}} {
				v, err := down.begin(t)
				if err != nil {
					return nil, err
				}
				m.append(half.key, v, half.hash)
			}
			return m, nil
		}
	}
	extreme := func(sign int) collectorMaker {
		return alwaysMakes(func(a []any) *collector {
			return reduced(nil, true, nil, func(t *thread, x, y any) (any, error) {
				n, err := t.compareBy(a[0], x, y)
				if n*sign > 0 {
					return y, err
				}
				return x, err
			})
		})
	}
	sums := func(name string, part func(c *Class) func(st *statistics) any) []def {
		var l []def
		for _, c := range []*Class{classIntStream, classLongStream, classDoubleStream} {
			l = append(l, makesCollector(name+kindName(c)+"(To"+kindName(c)+"Function)", alwaysMakes(func(a []any) *collector {
				return summing(c, a[0], part(c))
			})))
		}
		return l
	}
	unmodifiable := func(c *collector) *collector {
		return c.then(func(t *thread, v any) (any, error) {
			switch x := v.(type) {
			case *List:
				if err := t.present(x.items); err != nil {
					return nil, err
				}
				return fixedList(classImmutableList, x.items, listReadOnly), nil
			case *Set:
				if null, err := x.has(t, nil); null || err != nil {
					return nil, firstError(err, t.throw(classNullPointer, ""))
				}
				x.class, x.m.readOnly = classImmutableSet, true
			case *Map:
				x.class, x.readOnly = classImmutableMap, true
			}
			return v, nil
		})
	}
	group := func(name string, c *Class) []def {
		return []def{
			makesCollector(name+"(Function)", alwaysMakes(func(a []any) *collector { return grouping(freshMap(c), by(a[0]), intoList()) })),
			makesCollector(name+"(Function,Collector)", withDown(func(a []any, d *collector) *collector {
				return grouping(freshMap(c), by(a[0]), d)
			})),
			makesCollector(name+"(Function,Supplier,Collector)", withDown(func(a []any, d *collector) *collector {
				return grouping(supplied(a[1]), by(a[0]), d)
			})),
		}
	}
	toMap := func(name string, c *Class) []def {
		return []def{
			makesCollector(name+"(Function,Function)", alwaysMakes(func(a []any) *collector { return intoMap(freshMap(c), a[0], a[1], nil) })),
			makesCollector(name+"(Function,Function,BinaryOperator)", alwaysMakes(func(a []any) *collector {
				return intoMap(freshMap(c), a[0], a[1], a[2])
			})),
			makesCollector(name+"(Function,Function,BinaryOperator,Supplier)", alwaysMakes(func(a []any) *collector {
				return intoMap(supplied(a[3]), a[0], a[1], a[2])
			})),
		}
	}
	joining := func(t *thread, a []any) (*collector, error) {
		var part [3]string
		for i, x := range a {
			if x == nil {
				return nil, t.throw(classNullPointer, "")
			}
			var err error
			if part[i], err = t.toString(x); err != nil {
				return nil, err
			}
		}
		return joined(part[0], part[1], part[2]), nil
	}
	all := []def{
		makesCollector("toList()", alwaysMakes(func([]any) *collector { return intoList() })),
		makesCollector("toUnmodifiableList()", alwaysMakes(func([]any) *collector { return unmodifiable(intoList()) })),
		makesCollector("toSet()", alwaysMakes(func([]any) *collector { return intoSet() })),
		makesCollector("toUnmodifiableSet()", alwaysMakes(func([]any) *collector { return unmodifiable(intoSet()) })),
		makesCollector("toUnmodifiableMap(Function,Function)", alwaysMakes(func(a []any) *collector {
			return unmodifiable(intoMap(freshMap(classHashMap), a[0], a[1], nil))
		})),
		makesCollector("toUnmodifiableMap(Function,Function,BinaryOperator)", alwaysMakes(func(a []any) *collector {
			return unmodifiable(intoMap(freshMap(classHashMap), a[0], a[1], a[2]))
		})),
		makesCollector("toCollection(Supplier)", alwaysMakes(func(a []any) *collector {
			return &collector{
				supply: func(t *thread) (any, error) { return t.callFn(a[0], "get") },
				accept: func(t *thread, into, e any) error { return t.addTo(into, e) },
				kinds:  []any{collectorKinds[2]},
			}
		})),
		makesCollector("joining()", joining), makesCollector("joining(CharSequence)", joining),
		makesCollector("joining(CharSequence,CharSequence,CharSequence)", joining),
		makesCollector("counting()", alwaysMakes(func([]any) *collector {
			return summing(classLongStream, nil, func(st *statistics) any { return st.n })
		})),
		makesCollector("partitioningBy(Predicate)", alwaysMakes(func(a []any) *collector {
			c := intoList()
			return grouping(halves(c), test(a[0]), c)
		})),
		makesCollector("partitioningBy(Predicate,Collector)", withDown(func(a []any, d *collector) *collector {
			return grouping(halves(d), test(a[0]), d)
		})),
		makesCollector("mapping(Function,Collector)", withDown(func(a []any, d *collector) *collector {
			return d.before(func(t *thread, e any, give func(any) error) error {
				v, err := t.callFn(a[0], "apply", e)
				if err != nil {
					return err
				}
				return give(v)
			})
		})),
		makesCollector("filtering(Predicate,Collector)", withDown(func(a []any, d *collector) *collector {
			return d.before(func(t *thread, e any, give func(any) error) error {
				if ok, err := t.asks(a[0], e); !ok || err != nil {
					return err
				}
				return give(e)
			})
		})),
		makesCollector("flatMapping(Function,Collector)", withDown(func(a []any, d *collector) *collector {
			return d.before(func(t *thread, e any, give func(any) error) error {
				v, err := t.callFn(a[0], "apply", e)
				if v == nil || err != nil {
					return err
				}
				s, ok := v.(*streamValue)
				if !ok {
					return t.castError(v, classStream)
				}
				if err := s.take(t); err != nil {
					return err
				}
				if err := t.iterate(s, give); err != nil {
					return err
				}
				return s.close(t)
			})
		})),
		makesCollector("teeing(Collector,Collector,BiFunction)", func(t *thread, a []any) (*collector, error) {
			x, err := t.collectorOf(a[0])
			if err != nil {
				return nil, err
			}
			y, err := t.collectorOf(a[1])
			if err != nil {
				return nil, err
			}
			return teed(x, y, a[2]), nil
		}),
		makesCollector("collectingAndThen(Collector,Function)", func(t *thread, a []any) (*collector, error) {
			d, err := t.collectorOf(a[0])
			if err != nil {
				return nil, err
			}
			return d.then(func(t *thread, v any) (any, error) { return t.callFn(a[1], "apply", v) }), nil
		}),
		makesCollector("reducing(BinaryOperator)", alwaysMakes(func(a []any) *collector { return reduced(nil, true, nil, pair(a[0])) })),
		makesCollector("reducing(Object,BinaryOperator)", alwaysMakes(func(a []any) *collector { return reduced(a[0], false, nil, pair(a[1])) })),
		makesCollector("reducing(Object,Function,BinaryOperator)", alwaysMakes(func(a []any) *collector {
			return reduced(a[0], false, by(a[1]), pair(a[2]))
		})),
		makesCollector("minBy(Comparator)", extreme(1)), makesCollector("maxBy(Comparator)", extreme(-1)),
	}
	all = append(all, group("groupingBy", classHashMap)...)
	all = append(all, group("groupingByConcurrent", classConcurrentHashMap)...)
	all = append(all, toMap("toMap", classHashMap)...)
	all = append(all, toMap("toConcurrentMap", classConcurrentHashMap)...)
	all = append(all, sums("summing", func(c *Class) func(st *statistics) any {
		if c == classIntStream {
			return func(st *statistics) any { return boxInt(int32(st.whole)) }
		}
		return (*statistics).total
	})...)
	all = append(all, sums("averaging", func(*Class) func(st *statistics) any {
		return func(st *statistics) any { return st.average() }
	})...)
	all = append(all, sums("summarizing", func(*Class) func(st *statistics) any {
		return func(st *statistics) any { return st }
	})...)
	return lib{statics: all}
}
