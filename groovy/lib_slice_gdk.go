package groovy

import "github.com/entwine-sync/entwine/groovy/internal/number"

// sliceLib is what takes one end or the other: first, tail, take, dropWhile.
// It is for lists, other collections and arrays; what comes out is of their kind.
func sliceLib() lib {
	// cut makes a method that keeps items[from:to].
	cut := func(sig string, f func(n, k int) (from, to int)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			from, to := f(len(items), max(0, int(a[0].(int32))))
			return t.sameKind(self, items[from:to])
		}}
	}
	first := func(t *thread, self any, _ []any) (any, error) { return t.endOf(self, "first", false) }
	return lib{methods: []def{
		{"first()", first},
		{"head()", first},
		{"last()", func(t *thread, self any, _ []any) (any, error) { return t.endOf(self, "last", true) }},
		{"tail()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if len(items) == 0 {
				noun := "iterable"
				if _, ok := self.(*Array); ok {
					noun = "array"
				}
				return nil, t.throw(classNoSuchElement, "Cannot access tail() for an empty %s", noun)
			}
			return t.sameKind(self, items[1:])
		}},
		{"init()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if len(items) == 0 {
				noun := "Iterable"
				if _, ok := self.(*Array); ok {
					noun = "Object array"
				}
				return nil, t.throw(classNoSuchElement, "Cannot access init() for an empty %s", noun)
			}
			return t.sameKind(self, items[:len(items)-1])
		}},
		cut("take(int)", func(n, k int) (int, int) { return 0, min(n, k) }),
		cut("drop(int)", func(n, k int) (int, int) { return min(n, k), n }),
		cut("takeRight(int)", func(n, k int) (int, int) { return n - min(n, k), n }),
		cut("dropRight(int)", func(n, k int) (int, int) { return 0, n - min(n, k) }),
		{"takeWhile(Closure)", func(t *thread, self any, a []any) (any, error) {
			items, n, err := t.whileTrue(self, a[0].(*Closure))
			if err != nil {
				return nil, err
			}
			return t.sameKind(self, items[:n])
		}},
		{"dropWhile(Closure)", func(t *thread, self any, a []any) (any, error) {
			items, n, err := t.whileTrue(self, a[0].(*Closure))
			if err != nil {
				return nil, err
			}
			return t.sameKind(self, items[n:])
		}},
	}}
}

// endOf is first() and last().
func (t *thread) endOf(v any, name string, last bool) (any, error) {
	if l, ok := v.(*List); ok && len(l.items) > 0 {
		if last {
			return l.items[len(l.items)-1], nil
		}
		return l.items[0], nil
	}
	var found any
	some := false
	err := t.until(v, func(e any) (bool, error) {
		found, some = e, true
		return !last, nil
	})
	if err == nil && !some {
		noun := "Iterable"
		switch v.(type) {
		case *List, *Range:
			noun = "List"
		case *Array:
			noun = "array"
			if last {
				noun = "Array"
			}
		}
		return nil, t.throw(classNoSuchElement, "Cannot access %s() element from an empty %s", name, noun)
	}
	return found, err
}

// sameKind makes a collection or array like v of some of its elements.
func (t *thread) sameKind(v any, items []any) (any, error) {
	if a, ok := v.(*Array); ok {
		if err := t.alloc(16 * len(items)); err != nil {
			return nil, err
		}
		return &Array{class: a.class, items: append([]any(nil), items...)}, nil
	}
	return t.alikeOf(v, items)
}

// whileTrue counts for how many elements in front the closure says yes.
func (t *thread) whileTrue(v any, c *Closure) ([]any, int, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, 0, err
	}
	for i, e := range items {
		if err := t.step(); err != nil {
			return nil, 0, err
		}
		ok, err := t.test(c, e)
		if err != nil {
			return nil, 0, err
		}
		if !ok {
			return items, i, nil
		}
	}
	return items, len(items), nil
}

// span gives the places from and up to of a range in a row of n elements, as
// x[range] counts them, and whether they go backwards. Of a range of ints they
// may be outside of the row, which is for the caller to see.
func (t *thread) span(r *Range, n int) (from, to int, back bool, err error) {
	if r.ints {
		i, j := int(number.Int32(r.from)), int(number.Int32(r.to))
		if i < 0 {
			i += n
		}
		if j < 0 {
			j += n
		}
		switch {
		case i > j && r.exclude:
			return j + 1, i + 1, true, nil
		case i > j:
			return j, i + 1, true, nil
		case r.exclude:
			return i, j, false, nil
		}
		return i, j + 1, false, nil
	}
	if from, err = t.place(r.from, n); err != nil || r.count == 0 {
		return from, from, false, err
	}
	// Whether such a range leaves out its end is not asked.
	last := r.to
	if len(r.items) > 0 {
		last = r.items[len(r.items)-1]
	}
	if to, err = t.place(last, n); err != nil {
		return 0, 0, false, err
	}
	if from > to {
		return to, from + 1, true, nil
	}
	return from, to + 1, false, nil
}

// place is an end of a range as a place in a row of n elements.
func (t *thread) place(v any, n int) (int, error) {
	c, err := t.cast(v, classIntP)
	if err != nil {
		return 0, err
	}
	i := int(c.(int32))
	if i < 0 {
		i += n
	}
	if i < 0 {
		return 0, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", c, n)
	}
	return i, nil
}

// within checks the bounds of a part as List.subList does.
func (t *thread) within(from, to, n int) error {
	switch {
	case from < 0:
		return t.throw(classIndexOutOfBounds, "fromIndex = %d", from)
	case to > n:
		return t.throw(classIndexOutOfBounds, "toIndex = %d", to)
	case from > to:
		return t.throw(classIllegalArgument, "fromIndex(%d) > toIndex(%d)", from, to)
	}
	return nil
}
