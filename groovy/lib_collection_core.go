package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

func (t *thread) plus(a, b any) (any, error) { return t.binary(syntax.OpAdd, a, b) }

// sizeOf is the number of elements of any of Java's collections.
func (t *thread) sizeOf(v any) (int, error) {
	switch x := v.(type) {
	case *List:
		return len(x.items), x.fresh(t)
	case *Set:
		return x.Len(), nil
	case *View:
		return x.m.Len(), nil
	case *Range:
		return x.count, nil
	case *Array:
		return len(x.items), nil
	}
	r, err := t.invoke(v, "size")
	if err != nil {
		return 0, err
	}
	n, _ := r.(int32)
	return int(n), nil
}

// refusesAll tells whether a collection refuses whatever would change another
// one, also where it would not change this one: not so Arrays.asList, copies,
// empty lists and ranges, which refuse when they come to an element.
func refusesAll(v any) bool {
	c := classOf(v)
	return c.isSubclassOf(classUnmodCollection) || c == classImmutableList || c == classImmutableSet
}

// mayRemove is asked before elements are picked for removal by Java's own
// methods; Groovy's come to the iterator only.
func (t *thread) mayRemove(v any) error {
	if refusesAll(v) {
		return t.throw(classUnsupported, "")
	}
	if r, ok := v.(*Range); ok && r.class() == classEmptyRange {
		return t.throw(classUnsupported, "cannot remove from Empty Ranges")
	}
	return nil
}

// removeWhere removes the elements that f picks and tells whether there were any.
func (t *thread) removeWhere(v any, f func(e any) (bool, error)) (bool, error) {
	switch x := v.(type) {
	case *List:
		if x.fixed != listOpen {
			text := ""
			if x.class == classArraysList {
				text = "remove"
			}
			return t.removeNone(x.items, text, f)
		}
		kept := make([]any, 0, len(x.items))
		for _, e := range x.items {
			if err := t.step(); err != nil {
				return false, err
			}
			drop, err := f(e)
			if err != nil {
				return false, err
			}
			if !drop {
				kept = append(kept, e)
			}
		}
		if len(kept) == len(x.items) {
			return false, nil
		}
		x.items = kept
		x.changes++
		return true, nil
	case *Set:
		return t.removeEntries(x.m, func(e *Entry) (bool, error) { return f(e.Key) })
	case *View:
		return t.removeEntries(x.m, func(e *Entry) (bool, error) { return f(x.of(e)) })
	}
	items, err := t.slice(v)
	if err != nil {
		return false, err
	}
	return t.removeNone(items, "", f)
}

// removeEach removes what f wants gone one by one, so that f sees the list
// without what has gone before.
func (t *thread) removeEach(l *List, f func(e any) (bool, error)) (bool, error) {
	any := false
	for i := 0; i < len(l.items); {
		if err := t.step(); err != nil {
			return any, err
		}
		changes := l.changes
		drop, err := f(l.items[i])
		switch {
		case err != nil:
			return any, err
		case l.changes != changes && (drop || i+1 != len(l.items)):
			return any, t.throw(classConcurrentModified, "")
		case !drop:
			i++
			continue
		}
		if err := t.charge((len(l.items) - i) / 64); err != nil {
			return any, err
		}
		l.items = append(l.items[:i], l.items[i+1:]...)
		l.changes++
		any = true
	}
	return any, nil
}

// removeNone fails with the first element that would have to go.
func (t *thread) removeNone(items []any, text string, f func(e any) (bool, error)) (bool, error) {
	for _, e := range items {
		if err := t.step(); err != nil {
			return false, err
		}
		if drop, err := f(e); err != nil {
			return false, err
		} else if drop {
			if text == "" {
				return false, t.throw(classUnsupported, "")
			}
			return false, t.throw(classUnsupported, "%s", text)
		}
	}
	return false, nil
}

func (t *thread) removeEntries(m *Map, f func(*Entry) (bool, error)) (bool, error) {
	var gone []*Entry
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		if err := t.step(); err != nil {
			return false, err
		}
		drop, err := f(e)
		if err != nil {
			return false, err
		}
		if !drop {
			continue
		}
		if m.readOnly {
			return false, t.throw(classUnsupported, "")
		}
		gone = append(gone, e)
	}
	for _, e := range gone {
		m.drop(e)
	}
	return len(gone) > 0, nil
}

// memberTest tells whether something is in other, by hash where that is a set.
func (t *thread) memberTest(other any) (func(any) (bool, error), error) {
	if s, ok := nativeOf(other).(*Set); ok {
		return func(v any) (bool, error) { return s.has(t, v) }, nil
	}
	items, err := t.slice(other)
	if err != nil {
		return nil, err
	}
	return func(v any) (bool, error) { return t.hasItem(items, v) }, nil
}

func collectionLib() lib {
	addAll := func(t *thread, self any, v any) (any, error) {
		if refusesAll(self) {
			return nil, t.throw(classUnsupported, "")
		}
		items, err := t.slice(v)
		if err != nil {
			return nil, err
		}
		n, err := t.sizeOf(self)
		if err != nil {
			return nil, err
		}
		for _, e := range items {
			if err := t.addTo(self, e); err != nil {
				return nil, err
			}
		}
		m, err := t.sizeOf(self)
		return m != n, err
	}
	retain := func(keep bool) func(t *thread, self any, a []any) (any, error) {
		return func(t *thread, self any, a []any) (any, error) {
			if c, ok := a[0].(*Closure); ok {
				f := func(e any) (bool, error) {
					ok, err := t.test(c, e)
					return ok != keep, err
				}
				if l, ok := self.(*List); ok && l.fixed == listOpen {
					return boolResult(t.removeEach(l, f))
				}
				return boolResult(t.removeWhere(self, f))
			}
			if err := t.mayRemove(self); err != nil {
				return nil, err
			}
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			var in func(any) (bool, error)
			if arr, ok := a[0].(*Array); ok {
				in = func(v any) (bool, error) { return t.hasItem(arr.items, v) }
			} else {
				var err error
				if in, err = t.memberTest(a[0]); err != nil {
					return nil, err
				}
			}
			return boolResult(t.removeWhere(self, func(e any) (bool, error) {
				ok, err := in(e)
				return ok != keep, err
			}))
		}
	}
	return lib{methods: []def{
		{"isEmpty()", func(t *thread, self any, _ []any) (any, error) {
			n, err := t.sizeOf(self)
			return n == 0, err
		}},
		{"contains(Object)", func(t *thread, self any, a []any) (any, error) {
			switch x := self.(type) {
			case *Set:
				return boolResult(x.has(t, a[0]))
			case *Range:
				return boolResult(t.inRange(x, a[0]))
			case *View:
				if x.kind == viewKeys {
					e, err := x.m.find(t, a[0])
					return e != nil, err
				}
			case *List:
				return boolResult(t.hasItem(x.items, a[0]))
			}
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return boolResult(t.hasItem(l, a[0]))
		}},
		{"isCase(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.isCase(self, a[0])) }},
		{"containsAll(Collection)", func(t *thread, self any, a []any) (any, error) {
			if s, ok := self.(*Set); ok {
				all := true
				err := t.until(a[0], func(e any) (bool, error) {
					ok, err := s.has(t, e)
					all = ok
					return !ok, err
				})
				return all, err
			}
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return t.containsAll(l, a[0])
		}},
		{"containsAll(Object[])", func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return t.containsAll(l, a[0])
		}},
		{"add(Object)", func(t *thread, self any, a []any) (any, error) {
			switch x := self.(type) {
			case *List:
				return true, x.add(t, a[0])
			case *Set:
				return boolResult(x.add(t, a[0]))
			}
			return nil, t.throw(classUnsupported, "")
		}},
		{"addAll(Collection)", func(t *thread, self any, a []any) (any, error) { return addAll(t, self, a[0]) }},
		{"addAll(Iterable)", func(t *thread, self any, a []any) (any, error) { return addAll(t, self, a[0]) }},
		{"addAll(Iterator)", func(t *thread, self any, a []any) (any, error) { return addAll(t, self, a[0]) }},
		{"addAll(Object...)", func(t *thread, self any, a []any) (any, error) { return addAll(t, self, a[0]) }},
		{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) { return self, t.addTo(self, a[0]) }},
		{"remove(Object)", func(t *thread, self any, a []any) (any, error) {
			switch x := self.(type) {
			case *Set:
				return boolResult(x.remove(t, a[0]))
			case *View:
				if x.kind == viewKeys {
					e, err := x.m.remove(t, a[0])
					return e != nil, err
				}
			}
			if err := t.mayRemove(self); err != nil {
				return nil, err
			}
			done := false
			return boolResult(t.removeWhere(self, func(e any) (bool, error) {
				if done {
					return false, nil
				}
				ok, err := t.javaEquals(a[0], e)
				done = ok
				return ok, err
			}))
		}},
		{"removeElement(Object)", func(t *thread, self any, a []any) (any, error) {
			done := false
			return boolResult(t.removeWhere(self, func(e any) (bool, error) {
				if done {
					return false, nil
				}
				ok, err := t.javaEquals(a[0], e)
				done = ok
				return ok, err
			}))
		}},
		{"removeAll(Collection)", retain(false)}, {"removeAll(Object[])", retain(false)}, {"removeAll(Closure)", retain(false)},
		{"retainAll(Collection)", retain(true)}, {"retainAll(Object[])", retain(true)}, {"retainAll(Closure)", retain(true)},
		{"removeIf(Predicate)", func(t *thread, self any, a []any) (any, error) {
			if err := t.mayRemove(self); err != nil {
				return nil, err
			}
			return boolResult(t.removeWhere(self, func(e any) (bool, error) {
				r, err := t.callFn(a[0], "test", e)
				if err != nil {
					return false, err
				}
				return t.truth(r)
			}))
		}},
		{"void clear()", func(t *thread, self any, _ []any) (any, error) {
			switch x := self.(type) {
			case *List:
				if x.fixed != listOpen && len(x.items) == 0 && !refusesAll(x) {
					return nil, nil
				}
				if err := x.mayResize(t); err != nil {
					return nil, err
				}
				x.items = nil
				return nil, nil
			case *Range:
				if x.count == 0 {
					return nil, nil
				}
			case *Set:
				return nil, x.m.clear(t)
			case *View:
				return nil, x.m.clear(t)
			}
			return nil, t.throw(classUnsupported, "")
		}},
		{"toArray()", func(t *thread, self any, _ []any) (any, error) {
			l, err := t.slice(self)
			return newArray(classObject, l), err
		}},
		{"toArray(Object[])", func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(self)
			return &Array{class: a[0].(*Array).class, items: l}, err
		}},
		{"asImmutable()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &unmodifiable) }},
		{"asUnmodifiable()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &unmodifiable) }},
		{"asSynchronized()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &synchronized) }},
		{"getAt(String)", func(t *thread, self any, a []any) (any, error) {
			v, _, err := t.spreadGet(self, a[0].(string))
			return v, err
		}},
		{"clone()", func(t *thread, self any, _ []any) (any, error) {
			switch x := self.(type) {
			case *List:
				l := listOf(x.class, append([]any(nil), x.items...))
				l.order = x.order
				return l, t.alloc(16 * len(x.items))
			case *Set:
				return t.cloneSet(x)
			}
			return nil, t.missingMethod(classOf(self), "clone", nil, false)
		}},
		{"equals(Object)", func(t *thread, self any, a []any) (any, error) {
			if l, ok := a[0].(*List); ok {
				if m, ok := self.(*List); ok {
					return boolResult(t.equal(m, l))
				}
			}
			return boolResult(t.javaEquals(self, a[0]))
		}},
	}}
}
