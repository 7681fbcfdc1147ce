package groovy

func rangeLib() lib {
	r := func(v any) *Range { return v.(*Range) }
	from := func(_ *thread, self any, _ []any) (any, error) {
		x := r(self)
		switch {
		case x.count == 0:
			return x.from, nil
		case x.ints && x.down:
			return x.at(x.count - 1), nil
		case x.down:
			return x.to, nil
		}
		return x.at(0), nil
	}
	to := func(_ *thread, self any, _ []any) (any, error) {
		x := r(self)
		switch {
		case x.count == 0:
			return x.from, nil
		case x.down:
			return x.at(0), nil
		case x.ints:
			return x.at(x.count - 1), nil
		}
		return x.highest(), nil
	}
	step := func(t *thread, self any, n int32, f func(any) error) error {
		x := r(self)
		if n == 0 {
			if x.count <= 1 {
				return nil
			}
			return t.throw(classGroovyRuntime, "Infinite loop detected due to step size of 0")
		}
		by := int(n)
		i, down := 0, by < 0
		if down {
			i, by = x.count-1, -by
		}
		for i >= 0 && i < x.count {
			if err := t.step(); err != nil {
				return err
			}
			if err := f(x.at(i)); err != nil {
				return err
			}
			if down {
				i -= by
			} else {
				i += by
			}
		}
		return nil
	}
	return lib{methods: []def{
		{"getFrom()", from}, {"getTo()", to}, {"getFromInt()", from}, {"getToInt()", to},
		{"getInclusive()", func(_ *thread, self any, _ []any) (any, error) { return !r(self).exclude, nil }},
		{"isReverse()", func(_ *thread, self any, _ []any) (any, error) { return r(self).down, nil }},
		{"containsWithinBounds(Object)", func(t *thread, self any, a []any) (any, error) {
			x := r(self)
			if x.count == 0 || a[0] == nil {
				return false, nil
			}
			if x.ints {
				return boolResult(t.inRange(x, a[0]))
			}
			lo, err := from(t, self, nil)
			if err != nil {
				return nil, err
			}
			hi, err := to(t, self, nil)
			if err != nil {
				return nil, err
			}
			d, err := t.compare(lo, a[0])
			if d > 0 || err != nil {
				return false, err
			}
			d, err = t.compare(a[0], hi)
			return d <= 0, err
		}},
		{"step(int)", func(t *thread, self any, a []any) (any, error) {
			l := newList(nil)
			return l, step(t, self, a[0].(int32), func(v any) error { return l.add(t, v) })
		}},
		{"void step(int,Closure)", func(t *thread, self any, a []any) (any, error) {
			return nil, step(t, self, a[0].(int32), func(v any) error {
				_, err := t.call1(a[1].(*Closure), v)
				return err
			})
		}},
	}}
}

// highest is the bound a range of other things was given, as far as it includes it.
func (r *Range) highest() any {
	if r.exclude {
		return r.items[len(r.items)-1]
	}
	return r.to
}

// rangeCtors are new IntRange(from, to), in Java's words with (inclusive,
// from, to), and new ObjectRange(from, to).
func rangeCtors(sigs ...string) func() lib {
	return func() lib {
		var l lib
		for _, sig := range sigs {
			l.ctors = append(l.ctors, def{sig, func(t *thread, _ any, a []any) (any, error) {
				a = append([]any(nil), a...)
				flip, exclude := false, false
				if inclusive, ok := a[0].(bool); ok {
					exclude, a = !inclusive, a[1:]
				} else if len(a) == 3 {
					flip = a[2].(bool)
				}
				v, err := t.newRange(a[0], a[1], exclude)
				if r, ok := v.(*Range); ok && flip && err == nil && !r.down {
					return t.newRange(a[1], a[0], exclude)
				}
				return v, err
			}})
		}
		return l
	}
}

func emptyRangeLib() lib {
	return lib{ctors: []def{{"(Comparable)", func(_ *thread, _ any, a []any) (any, error) {
		return &Range{from: a[0], to: a[0], exclude: true}, nil
	}}}}
}
