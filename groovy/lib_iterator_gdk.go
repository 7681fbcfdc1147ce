package groovy

// nextOf asks any iterator for its next element; false at the end.
func (t *thread) nextOf(it any) (any, bool, error) {
	switch x := it.(type) {
	case *Iterator:
		return x.advance(t)
	case *listWalker:
		if x.at >= len(x.l.items) {
			return nil, false, nil
		}
		v, err := x.step(t, 1)
		return v, err == nil, err
	}
	more, err := t.invoke(it, "hasNext")
	if err != nil {
		return nil, false, err
	}
	if ok, err := t.truth(more); !ok || err != nil {
		return nil, false, err
	}
	v, err := t.invoke(it, "next")
	return v, err == nil, err
}

// derivedIterator makes an iterator that takes from another as it is asked, so
// that one without end can be cut.
func derivedIterator(next func(t *thread) (any, bool, error)) any {
	return &Iterator{next: func(t *thread) (any, bool, error) {
		if err := t.step(); err != nil {
			return nil, false, err
		}
		return next(t)
	}}
}

// iteratorGdkLib is the methods of an iterator that give another one.
func iteratorGdkLib() lib {
	whole := func(sig string, f func(t *thread, items []any, a []any) ([]any, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if items, err = f(t, items, a); err != nil {
				return nil, err
			}
			return listIterator(newList(items)), nil
		}}
	}
	by := func(a []any) any {
		if len(a) > 0 {
			return a[0]
		}
		return nil
	}
	sorted := func(t *thread, items []any, a []any) ([]any, error) { return t.sortedBy(items, by(a)) }
	unique := func(t *thread, items []any, a []any) ([]any, error) { return t.distinct(items, by(a)) }
	numbered := func(pair func(e any, i int32) any) func(t *thread, self any, a []any) (any, error) {
		return func(_ *thread, self any, a []any) (any, error) {
			i := int32(0)
			if len(a) > 0 {
				i = a[0].(int32)
			}
			return derivedIterator(func(t *thread) (any, bool, error) {
				v, ok, err := t.nextOf(self)
				if !ok || err != nil {
					return nil, false, err
				}
				i++
				return pair(v, i-1), true, nil
			}), nil
		}
	}
	withIndex := numbered(func(e any, i int32) any {
		return fixedList(classTuple2, []any{e, boxInt(i)}, listReadOnly)
	})
	indexed := numbered(func(e any, i int32) any {
		return fixedList(classTuple2, []any{boxInt(i), e}, listReadOnly)
	})
	return lib{methods: []def{
		{"take(int)", func(_ *thread, self any, a []any) (any, error) {
			left := a[0].(int32)
			return derivedIterator(func(t *thread) (any, bool, error) {
				if left <= 0 {
					return nil, false, nil
				}
				left--
				return t.nextOf(self)
			}), nil
		}},
		{"drop(int)", func(t *thread, self any, a []any) (any, error) {
			for n := a[0].(int32); n > 0; n-- {
				if err := t.step(); err != nil {
					return nil, err
				}
				if _, ok, err := t.nextOf(self); !ok || err != nil {
					return self, err
				}
			}
			return self, nil
		}},
		{"tail()", func(t *thread, self any, _ []any) (any, error) {
			_, ok, err := t.nextOf(self)
			if err == nil && !ok {
				err = t.throw(classNoSuchElement, "Cannot access tail() for an empty Iterator")
			}
			return self, err
		}},
		{"takeWhile(Closure)", func(_ *thread, self any, a []any) (any, error) {
			c := a[0].(*Closure)
			return derivedIterator(func(t *thread) (any, bool, error) {
				v, ok, err := t.nextOf(self)
				if !ok || err != nil {
					return nil, false, err
				}
				ok, err = t.test(c, v)
				return v, ok, err
			}), nil
		}},
		{"dropWhile(Closure)", func(_ *thread, self any, a []any) (any, error) {
			c, dropping := a[0].(*Closure), true
			return derivedIterator(func(t *thread) (any, bool, error) {
				for {
					v, ok, err := t.nextOf(self)
					if !ok || err != nil || !dropping {
						return v, ok, err
					}
					if dropping, err = t.test(c, v); !dropping || err != nil {
						return v, err == nil, err
					}
					if err := t.step(); err != nil {
						return nil, false, err
					}
				}
			}), nil
		}},
		{"getAt(int)", func(t *thread, self any, a []any) (any, error) {
			i := int(a[0].(int32))
			if i < 0 {
				return t.nth(self, i)
			}
			for ; ; i-- {
				if err := t.step(); err != nil {
					return nil, err
				}
				v, ok, err := t.nextOf(self)
				if !ok || err != nil || i == 0 {
					return v, err
				}
			}
		}},
		whole("reverse()", func(_ *thread, items []any, _ []any) ([]any, error) { return turned(items), nil }),
		whole("init()", func(t *thread, items []any, _ []any) ([]any, error) {
			if len(items) == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot access init() for an empty Iterator")
			}
			return items[:len(items)-1], nil
		}),
		whole("sort()", sorted), whole("sort(Closure)", sorted), whole("sort(Comparator)", sorted),
		whole("toSorted()", sorted), whole("toSorted(Closure)", sorted), whole("toSorted(Comparator)", sorted),
		whole("unique()", unique), whole("unique(Closure)", unique), whole("unique(Comparator)", unique),
		whole("toUnique()", unique), whole("toUnique(Closure)", unique), whole("toUnique(Comparator)", unique),
		{"withIndex()", withIndex}, {"withIndex(int)", withIndex},
		{"indexed()", indexed}, {"indexed(int)", indexed},
	}}
}
