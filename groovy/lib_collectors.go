package groovy

import (
	"fmt"
	"math"
	"strings"
)

// java.util.stream.Collectors and the statistics of number streams.

var (
	classCollectors  = &Class{name: "java.util.stream.Collectors", super: classObject}
	classCollector   = &Class{name: "java.util.stream.Collector", kind: kindInterface}
	classIntStats    = &Class{name: "java.util.IntSummaryStatistics", super: classObject}
	classLongStats   = &Class{name: "java.util.LongSummaryStatistics", super: classObject}
	classDoubleStats = &Class{name: "java.util.DoubleSummaryStatistics", super: classObject}
)

// A collector makes one value of all elements of whatever can be walked over.
type collector struct {
	collect func(t *thread, v any) (any, error)
}

// run collects what v holds; a collector may be made of others without end.
func (c *collector) run(t *thread, v any) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	return c.collect(t, v)
}

func (*collector) classOf() *Class { return classCollector }

func collecting(f func(t *thread, v any) (any, error)) (any, error) { return &collector{f}, nil }

func toListCollector() *collector {
	return &collector{func(t *thread, v any) (any, error) {
		items, err := t.slice(v)
		return newList(items), err
	}}
}

// applied is the elements with f called on each.
func (t *thread) applied(v, f any, method string) (*List, error) {
	l := newList(nil)
	return l, t.iterate(v, func(e any) error {
		r, err := t.callFn(f, method, e)
		if err != nil {
			return err
		}
		return l.add(t, r)
	})
}

// grouping is groupingBy and partitioningBy.
func grouping(into func(t *thread) (*Map, error), key func(t *thread, e any) (any, error), down *collector) (any, error) {
	return collecting(func(t *thread, v any) (any, error) {
		m, err := into(t)
		if err != nil {
			return nil, err
		}
		err = t.iterate(v, func(e any) error {
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
				return en.Value.(*List).add(t, e)
			}
			_, err = m.put(t, k, newList([]any{e}))
			return err
		})
		if err != nil {
			return nil, err
		}
		for _, en := range m.ordered() {
			if en == nil {
				continue
			}
			if en.Value, err = down.run(t, en.Value); err != nil {
				return nil, err
			}
		}
		return m, nil
	})
}

func freshHashMap(*thread) (*Map, error) { return newHashMap(classHashMap), nil }

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

func toMapCollector(into func(t *thread) (*Map, error), key, value, merge any) (any, error) {
	return collecting(func(t *thread, v any) (any, error) {
		m, err := into(t)
		if err != nil {
			return nil, err
		}
		return m, t.iterate(v, func(e any) error {
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
			if old != nil {
				if merge == nil {
					ks, err := t.format(k)
					if err != nil {
						return err
					}
					a, err := t.format(old.Value)
					if err != nil {
						return err
					}
					b, err := t.format(x)
					if err != nil {
						return err
					}
					return t.throw(classIllegalState, "Duplicate key %s (attempted merging values %s and %s)", ks, a, b)
				}
				if x, err = t.callFn(merge, "apply", old.Value, x); err != nil {
					return err
				}
			}
			_, err = m.put(t, k, x)
			return err
		})
	})
}

func collectorsLib() lib {
	down := func(t *thread, v any) (*collector, error) {
		c, ok := v.(*collector)
		if !ok {
			return nil, t.castError(v, classCollector)
		}
		return c, nil
	}
	by := func(f any, method string) func(t *thread, e any) (any, error) {
		return func(t *thread, e any) (any, error) { return t.callFn(f, method, e) }
	}
	test := func(f any) func(t *thread, e any) (any, error) {
		return func(t *thread, e any) (any, error) { return boolResult(t.asks(f, e)) }
	}
	// Both halves are there even if they are empty.
	halves := func(c *collector) func(*thread) (*Map, error) {
		return func(*thread) (*Map, error) {
			m := NewMap()
			m.append(false, newList(nil), 1237)
			m.append(true, newList(nil), 1231)
			return m, nil
		}
	}
	joining := func(t *thread, _ any, a []any) (any, error) {
		var part [3]string
		for i, x := range a {
			s, err := t.toString(x)
			if err != nil {
				return nil, err
			}
			part[i] = s
		}
		return collecting(func(t *thread, v any) (any, error) {
			s, err := t.join(v, part[0])
			if err != nil {
				return nil, err
			}
			return textResult(t.concat(part[1], s.(string), part[2]))
		})
	}
	over := func(sig string, f func(t *thread, s *streamValue) (any, error), c *Class) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) {
			fn := a[0]
			return collecting(func(t *thread, v any) (any, error) {
				s, err := streamOf(classStream, v).mapped(t, c, fn)
				if err != nil {
					return nil, err
				}
				return f(t, s.(*streamValue))
			})
		}}
	}
	method := func(name string) func(t *thread, s *streamValue) (any, error) {
		return func(t *thread, s *streamValue) (any, error) { return t.invoke(s, name) }
	}
	average := func(t *thread, s *streamValue) (any, error) {
		o, err := t.invoke(s, "average")
		if err != nil {
			return nil, err
		}
		return t.invoke(o, "orElse", float64(0))
	}
	readOnly := func(v any, err error) (any, error) {
		switch x := v.(type) {
		case *List:
			x.fixed = listReadOnly
		case *Set:
			x.m.readOnly = true
		}
		return v, err
	}
	toSet := func(t *thread, v any) (any, error) {
		s := newSet(classHashSet)
		return s, t.iterate(v, func(e any) error { _, err := s.add(t, e); return err })
	}
	return lib{statics: []def{
		{"toList()", func(*thread, any, []any) (any, error) { return toListCollector(), nil }},
		{"toUnmodifiableList()", func(*thread, any, []any) (any, error) {
			return collecting(func(t *thread, v any) (any, error) {
				items, err := t.slice(v)
				return fixedList(classImmutableList, items, listReadOnly), err
			})
		}},
		{"toSet()", func(*thread, any, []any) (any, error) { return collecting(toSet) }},
		{"toUnmodifiableSet()", func(*thread, any, []any) (any, error) {
			return collecting(func(t *thread, v any) (any, error) { return readOnly(toSet(t, v)) })
		}},
		{"toCollection(Object)", func(_ *thread, _ any, a []any) (any, error) {
			f := a[0]
			return collecting(func(t *thread, v any) (any, error) {
				into, err := t.callFn(f, "get")
				if err != nil {
					return nil, err
				}
				return into, t.iterate(v, func(e any) error { return t.addTo(into, e) })
			})
		}},
		{"joining()", joining}, {"joining(CharSequence)", joining}, {"joining(CharSequence,CharSequence,CharSequence)", joining},
		{"counting()", func(*thread, any, []any) (any, error) {
			return collecting(func(t *thread, v any) (any, error) {
				n := int64(0)
				return n, t.iterate(v, func(any) error { n++; return nil })
			})
		}},
		{"groupingBy(Object)", func(_ *thread, _ any, a []any) (any, error) {
			return grouping(freshHashMap, by(a[0], "apply"), toListCollector())
		}},
		{"groupingBy(Object,Collector)", func(t *thread, _ any, a []any) (any, error) {
			d, err := down(t, a[1])
			if err != nil {
				return nil, err
			}
			return grouping(freshHashMap, by(a[0], "apply"), d)
		}},
		{"groupingBy(Object,Object,Collector)", func(t *thread, _ any, a []any) (any, error) {
			d, err := down(t, a[2])
			if err != nil {
				return nil, err
			}
			return grouping(supplied(a[1]), by(a[0], "apply"), d)
		}},
		{"partitioningBy(Object)", func(_ *thread, _ any, a []any) (any, error) {
			c := toListCollector()
			return grouping(halves(c), test(a[0]), c)
		}},
		{"partitioningBy(Object,Collector)", func(t *thread, _ any, a []any) (any, error) {
			d, err := down(t, a[1])
			if err != nil {
				return nil, err
			}
			return grouping(halves(d), test(a[0]), d)
		}},
		{"toMap(Object,Object)", func(_ *thread, _ any, a []any) (any, error) { return toMapCollector(freshHashMap, a[0], a[1], nil) }},
		{"toMap(Object,Object,Object)", func(_ *thread, _ any, a []any) (any, error) {
			return toMapCollector(freshHashMap, a[0], a[1], a[2])
		}},
		{"toMap(Object,Object,Object,Object)", func(_ *thread, _ any, a []any) (any, error) {
			return toMapCollector(supplied(a[3]), a[0], a[1], a[2])
		}},
		{"mapping(Object,Collector)", func(t *thread, _ any, a []any) (any, error) {
			f := a[0]
			d, err := down(t, a[1])
			if err != nil {
				return nil, err
			}
			return collecting(func(t *thread, v any) (any, error) {
				l, err := t.applied(v, f, "apply")
				if err != nil {
					return nil, err
				}
				return d.run(t, l)
			})
		}},
		{"filtering(Object,Collector)", func(t *thread, _ any, a []any) (any, error) {
			f := a[0]
			d, err := down(t, a[1])
			if err != nil {
				return nil, err
			}
			return collecting(func(t *thread, v any) (any, error) {
				l := newList(nil)
				err := t.iterate(v, func(e any) error {
					ok, err := t.asks(f, e)
					if !ok || err != nil {
						return err
					}
					return l.add(t, e)
				})
				if err != nil {
					return nil, err
				}
				return d.run(t, l)
			})
		}},
		{"collectingAndThen(Collector,Object)", func(t *thread, _ any, a []any) (any, error) {
			f := a[1]
			d, err := down(t, a[0])
			if err != nil {
				return nil, err
			}
			return collecting(func(t *thread, v any) (any, error) {
				r, err := d.run(t, v)
				if err != nil {
					return nil, err
				}
				return t.callFn(f, "apply", r)
			})
		}},
		{"reducing(Object,Object)", func(_ *thread, _ any, a []any) (any, error) {
			zero, f := a[0], a[1]
			return collecting(func(t *thread, v any) (any, error) { return t.folded(streamOf(classStream, v), zero, f) })
		}},
		{"minBy(Comparator)", func(_ *thread, _ any, a []any) (any, error) {
			c := a[0]
			return collecting(func(t *thread, v any) (any, error) { return t.invoke(streamOf(classStream, v), "min", c) })
		}},
		{"maxBy(Comparator)", func(_ *thread, _ any, a []any) (any, error) {
			c := a[0]
			return collecting(func(t *thread, v any) (any, error) { return t.invoke(streamOf(classStream, v), "max", c) })
		}},
		over("summingInt(Object)", method("sum"), classIntStream), over("summingLong(Object)", method("sum"), classLongStream),
		over("summingDouble(Object)", method("sum"), classDoubleStream),
		over("averagingInt(Object)", average, classIntStream), over("averagingLong(Object)", average, classLongStream),
		over("averagingDouble(Object)", average, classDoubleStream),
		over("summarizingInt(Object)", method("summaryStatistics"), classIntStream),
		over("summarizingLong(Object)", method("summaryStatistics"), classLongStream),
		over("summarizingDouble(Object)", method("summaryStatistics"), classDoubleStream),
	}}
}

// statistics is IntSummaryStatistics and its like.
type statistics struct {
	c             *Class
	n             int64
	whole         int64
	sum, min, max float64
}

func (s *statistics) classOf() *Class {
	switch s.c {
	case classIntStream:
		return classIntStats
	case classLongStream:
		return classLongStats
	}
	return classDoubleStats
}

func (s *statistics) add(t *thread, v any) error {
	f, err := t.cast(v, classDoubleP)
	if err != nil {
		return err
	}
	x := f.(float64)
	switch i := v.(type) {
	case int32:
		s.whole += int64(i)
	case int64:
		s.whole += i
	}
	s.n++
	s.sum += x
	s.min, s.max = math.Min(s.min, x), math.Max(s.max, x)
	return nil
}

func (s *statistics) average() float64 {
	if s.n == 0 {
		return 0
	}
	return s.sum / float64(s.n)
}

func (s *statistics) end(f float64, none int64) any {
	switch s.c {
	case classIntStream:
		if s.n == 0 {
			return int32(none >> 32)
		}
		return int32(f)
	case classLongStream:
		if s.n == 0 {
			return none
		}
		return int64(f)
	}
	return f
}

func (s *statistics) total() any {
	if s.c == classDoubleStream {
		return s.sum
	}
	return s.whole
}

func (s *statistics) text(t *thread) (string, error) {
	lo, hi := s.end(s.min, math.MaxInt64), s.end(s.max, math.MinInt64)
	name := s.classOf().simpleName()
	if s.c == classDoubleStream {
		return fmt.Sprintf("%s{count=%d, sum=%.6f, min=%.6f, average=%.6f, max=%.6f}", name, s.n, s.sum, lo, s.average(), hi), nil
	}
	return strings.TrimSpace(fmt.Sprintf("%s{count=%d, sum=%d, min=%d, average=%.6f, max=%d}", name, s.n, s.whole, lo, s.average(), hi)), nil
}

func statisticsLib() lib {
	st := func(self any) *statistics { return self.(*statistics) }
	return lib{methods: []def{
		{"getCount()", func(_ *thread, self any, _ []any) (any, error) { return st(self).n, nil }},
		{"getSum()", func(_ *thread, self any, _ []any) (any, error) { return st(self).total(), nil }},
		{"getMin()", func(_ *thread, self any, _ []any) (any, error) { return st(self).end(st(self).min, math.MaxInt64), nil }},
		{"getMax()", func(_ *thread, self any, _ []any) (any, error) { return st(self).end(st(self).max, math.MinInt64), nil }},
		{"getAverage()", func(_ *thread, self any, _ []any) (any, error) { return st(self).average(), nil }},
	}}
}
