package groovy

var (
	classIntMapMulti    = &Class{name: "java.util.stream.IntStream$IntMapMultiConsumer", kind: kindInterface}
	classLongMapMulti   = &Class{name: "java.util.stream.LongStream$LongMapMultiConsumer", kind: kindInterface}
	classDoubleMapMulti = &Class{name: "java.util.stream.DoubleStream$DoubleMapMultiConsumer", kind: kindInterface}
)

// flattened is flatMap: the elements of the streams that f gives, one after
// the other. Each is closed when it ends.
func (s *streamValue) flattened(t *thread, c *Class, f any) (any, error) {
	var inner *streamValue
	return s.then(t, c, func(t *thread) (any, bool, error) {
		for {
			if inner != nil {
				if v, ok, err := inner.pull(t); ok || err != nil {
					return v, ok, err
				}
				done := inner
				inner = nil
				if err := done.close(t); err != nil {
					return nil, false, err
				}
			}
			v, ok, err := s.pull(t)
			if !ok || err != nil {
				return nil, false, err
			}
			if err := t.step(); err != nil {
				return nil, false, err
			}
			r, err := t.callFn(f, "apply", v)
			if err != nil {
				return nil, false, err
			}
			if r == nil {
				continue
			}
			if inner, ok = r.(*streamValue); !ok || inner.class != c {
				return nil, false, t.castError(r, c)
			}
			if err := inner.take(t); err != nil {
				return nil, false, err
			}
		}
	})
}

// multiplied is mapMulti: what f hands to the consumer it is given.
func (s *streamValue) multiplied(t *thread, c *Class, f any) (any, error) {
	var ready []any
	takes, elem := classConsumer, elementClass(c)
	if k := kindName(c); k != "" {
		takes = classNamed("java.util.function." + k + "Consumer")
	}
	consumer := madeFunction(takes, 1, func(t *thread, a []any) (any, error) {
		v := a[0]
		if elem != nil {
			var err error
			if v, err = t.cast(v, elem); err != nil {
				return nil, err
			}
		}
		ready = append(ready, v)
		return nil, t.alloc(16)
	})
	return s.then(t, c, func(t *thread) (any, bool, error) {
		for len(ready) == 0 {
			v, ok, err := s.pull(t)
			if !ok || err != nil {
				return nil, false, err
			}
			ready = nil
			if _, err := t.callFn(f, "accept", v, consumer); err != nil {
				return nil, false, err
			}
		}
		v := ready[0]
		ready = ready[1:]
		return v, true, t.step()
	})
}

// cut is limit.
func (s *streamValue) cut(t *thread, n int64) (any, error) {
	if n < 0 {
		return nil, t.throw(classIllegalArgument, "%d", n)
	}
	left := n
	out, err := s.then(t, s.class, func(t *thread) (any, bool, error) {
		if left--; left < 0 {
			return nil, false, nil
		}
		return s.pull(t)
	})
	if err == nil && s.size != nil {
		out.size = func(t *thread) (int64, error) {
			all, err := s.size(t)
			return min(all, n), err
		}
	}
	return out, err
}

// without is skip.
func (s *streamValue) without(t *thread, n int64) (any, error) {
	if n < 0 {
		return nil, t.throw(classIllegalArgument, "%d", n)
	}
	left := n
	out, err := s.then(t, s.class, func(t *thread) (any, bool, error) {
		for ; left > 0; left-- {
			if _, ok, err := s.pull(t); !ok || err != nil {
				return nil, false, err
			}
			if err := t.step(); err != nil {
				return nil, false, err
			}
		}
		return s.pull(t)
	})
	if err == nil && s.size != nil {
		out.size = func(t *thread) (int64, error) {
			all, err := s.size(t)
			return max(all-n, 0), err
		}
	}
	return out, err
}

// distinctOnes lets each element through once.
func (s *streamValue) distinctOnes(t *thread) (any, error) {
	seen := newSet(classHashSet)
	return s.then(t, s.class, func(t *thread) (any, bool, error) {
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
}

// filtered lets those through that f says yes to.
func (s *streamValue) filtered(t *thread, f any) (any, error) {
	return s.then(t, s.class, func(t *thread) (any, bool, error) {
		for {
			v, ok, err := s.pull(t)
			if !ok || err != nil {
				return nil, false, err
			}
			if err := t.step(); err != nil {
				return nil, false, err
			}
			if ok, err := t.asks(f, v); ok || err != nil {
				return v, err == nil, err
			}
		}
	})
}

// untilNot is takeWhile, from is dropWhile.
func (s *streamValue) untilNot(t *thread, f any) (any, error) {
	over := false
	return s.then(t, s.class, func(t *thread) (any, bool, error) {
		if over {
			return nil, false, nil
		}
		v, ok, err := s.pull(t)
		if ok && err == nil {
			ok, err = t.asks(f, v)
		}
		over = !ok
		return v, ok, err
	})
}

func (s *streamValue) from(t *thread, f any) (any, error) {
	dropping := true
	return s.then(t, s.class, func(t *thread) (any, bool, error) {
		for {
			v, ok, err := s.pull(t)
			if !ok || err != nil || !dropping {
				return v, ok, err
			}
			if dropping, err = t.asks(f, v); !dropping || err != nil {
				return v, err == nil, err
			}
			if err := t.step(); err != nil {
				return nil, false, err
			}
		}
	})
}

// stagesOf is the methods that make another stream.
func stagesOf(c *Class) []def {
	k := kindName(c)
	mapTo := func(sig string, to *Class) def {
		return goesOn(sig, func(t *thread, s *streamValue, a []any) (any, error) { return s.mapped(t, to, a[0]) })
	}
	converted := func(sig string, to *Class) def {
		return goesOn(sig, func(t *thread, s *streamValue, _ []any) (any, error) { return s.mapped(t, to, nil) })
	}
	flat := func(sig string, to *Class) def {
		return goesOn(sig, func(t *thread, s *streamValue, a []any) (any, error) { return s.flattened(t, to, a[0]) })
	}
	multi := func(sig string, to *Class) def {
		return goesOn(sig, func(t *thread, s *streamValue, a []any) (any, error) { return s.multiplied(t, to, a[0]) })
	}
	sorted := func(t *thread, s *streamValue, by any) (any, error) {
		return s.rest(t, func(t *thread, items []any) ([]any, error) { return t.sorted(items, by) })
	}
	all := []def{
		goesOn("filter("+k+"Predicate)", func(t *thread, s *streamValue, a []any) (any, error) { return s.filtered(t, a[0]) }),
		goesOn("peek("+k+"Consumer)", func(t *thread, s *streamValue, a []any) (any, error) {
			return s.sized(t, c, func(t *thread) (any, bool, error) {
				v, ok, err := s.pull(t)
				if ok && err == nil {
					_, err = t.callFn(a[0], "accept", v)
				}
				return v, ok, err
			})
		}),
		goesOn("distinct()", func(t *thread, s *streamValue, _ []any) (any, error) { return s.distinctOnes(t) }),
		goesOn("limit(long)", func(t *thread, s *streamValue, a []any) (any, error) { return s.cut(t, a[0].(int64)) }),
		goesOn("skip(long)", func(t *thread, s *streamValue, a []any) (any, error) { return s.without(t, a[0].(int64)) }),
		goesOn("takeWhile("+k+"Predicate)", func(t *thread, s *streamValue, a []any) (any, error) { return s.untilNot(t, a[0]) }),
		goesOn("dropWhile("+k+"Predicate)", func(t *thread, s *streamValue, a []any) (any, error) { return s.from(t, a[0]) }),
		goesOn("sorted()", func(t *thread, s *streamValue, _ []any) (any, error) { return sorted(t, s, (*thread).javaCompare) }),
	}
	switch c {
	case classStream:
		return append(all,
			mapTo("map(Function)", classStream), mapTo("mapToInt(ToIntFunction)", classIntStream),
			mapTo("mapToLong(ToLongFunction)", classLongStream), mapTo("mapToDouble(ToDoubleFunction)", classDoubleStream),
			flat("flatMap(Function)", classStream), flat("flatMapToInt(Function)", classIntStream),
			flat("flatMapToLong(Function)", classLongStream), flat("flatMapToDouble(Function)", classDoubleStream),
			multi("mapMulti(BiConsumer)", classStream), multi("mapMultiToInt(BiConsumer)", classIntStream),
			multi("mapMultiToLong(BiConsumer)", classLongStream), multi("mapMultiToDouble(BiConsumer)", classDoubleStream),
			def{"sorted(Comparator)", func(t *thread, self any, a []any) (any, error) {
				s, by := self.(*streamValue), a[0]
				if by == nil {
					return nil, t.throw(classNullPointer, "")
				}
				return sorted(t, s, by)
			}})
	case classIntStream:
		all = append(all, mapTo("mapToLong(IntToLongFunction)", classLongStream), mapTo("mapToDouble(IntToDoubleFunction)", classDoubleStream),
			converted("asLongStream()", classLongStream), converted("asDoubleStream()", classDoubleStream))
	case classLongStream:
		all = append(all, mapTo("mapToInt(LongToIntFunction)", classIntStream), mapTo("mapToDouble(LongToDoubleFunction)", classDoubleStream),
			converted("asDoubleStream()", classDoubleStream))
	case classDoubleStream:
		all = append(all, mapTo("mapToInt(DoubleToIntFunction)", classIntStream), mapTo("mapToLong(DoubleToLongFunction)", classLongStream))
	}
	return append(all, mapTo("map("+k+"UnaryOperator)", c), mapTo("mapToObj("+k+"Function)", classStream),
		flat("flatMap("+k+"Function)", c), multi("mapMulti("+k+"Stream."+k+"MapMultiConsumer)", c), converted("boxed()", classStream))
}
