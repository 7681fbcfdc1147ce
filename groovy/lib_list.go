package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

func (t *thread) plus(a, b any) (any, error) { return t.binary(syntax.OpAdd, a, b) }

// sizeOf is the number of elements of any of Java's collections.
func (t *thread) sizeOf(v any) (int, error) {
	switch x := v.(type) {
	case *List:
		return len(x.items), nil
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

// removeWhere removes the elements that f picks and tells whether there were any.
func (t *thread) removeWhere(v any, f func(e any) (bool, error)) (bool, error) {
	switch x := v.(type) {
	case *List:
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
		if x.fixed != listOpen {
			return false, t.throw(classUnsupported, "")
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
	return false, t.throw(classUnsupported, "")
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
		if drop {
			gone = append(gone, e)
		}
	}
	if m.readOnly {
		return false, t.throw(classUnsupported, "")
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
	plus := func(t *thread, self any, items []any) (any, error) {
		l, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		return t.fill(self, append(l, items...))
	}
	minus := func(t *thread, self any, gone func(any) (bool, error)) (any, error) {
		l, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		kept := l[:0]
		for _, e := range l {
			ok, err := gone(e)
			if err != nil {
				return nil, err
			}
			if !ok {
				kept = append(kept, e)
			}
		}
		return t.fill(self, kept)
	}
	// Groovy's minus compares with ==.
	isOneOf := func(t *thread, others []any) func(any) (bool, error) {
		return func(e any) (bool, error) {
			if err := t.charge(len(others)); err != nil {
				return false, err
			}
			for _, o := range others {
				if ok, err := t.equal(e, o); ok || err != nil {
					return ok, err
				}
			}
			return false, nil
		}
	}
	retain := func(keep bool) func(t *thread, self any, a []any) (any, error) {
		return func(t *thread, self any, a []any) (any, error) {
			if c, ok := a[0].(*Closure); ok {
				return boolResult(t.removeWhere(self, func(e any) (bool, error) {
					ok, err := t.test(c, e)
					return ok != keep, err
				}))
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
	unique := func(t *thread, self any, mutate bool, by any) (any, error) {
		l, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		u, err := t.uniqueItems(l, by)
		if err != nil {
			return nil, err
		}
		if mutate {
			if len(u) == len(l) {
				return self, nil
			}
			return self, t.replaceItems(self, u)
		}
		return t.fill(self, u)
	}
	return lib{methods: []def{
		{"size()", func(t *thread, self any, _ []any) (any, error) {
			n, err := t.sizeOf(self)
			return boxInt(int32(n)), err
		}},
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
				if err := x.mayResize(t); err != nil {
					return nil, err
				}
				x.items = nil
				return nil, nil
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
		{"plus(Object)", func(t *thread, self any, a []any) (any, error) { return plus(t, self, []any{a[0]}) }},
		{"plus(Iterable)", func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			return plus(t, self, l)
		}},
		{"minus(Object)", func(t *thread, self any, a []any) (any, error) { return minus(t, self, isOneOf(t, []any{a[0]})) }},
		{"minus(Iterable)", func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			return minus(t, self, isOneOf(t, l))
		}},
		{"multiply(Number)", func(t *thread, self any, a []any) (any, error) {
			n, err := t.cast(a[0], classIntP)
			if err != nil {
				return nil, err
			}
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if n.(int32) < 0 {
				return nil, t.throw(classIllegalArgument, "multiply() should be called with a number of 0 or greater not: %d", n)
			}
			if err := t.charge(1 + len(l)*int(n.(int32))); err != nil {
				return nil, err
			}
			if err := t.alloc(16 * len(l) * int(n.(int32))); err != nil {
				return nil, err
			}
			out := make([]any, 0, len(l)*int(n.(int32)))
			for range int(n.(int32)) {
				out = append(out, l...)
			}
			return newList(out), nil
		}},
		{"intersect(Iterable)", func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			others, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			// The smaller one is looked for in the larger one.
			if len(l) < len(others) {
				l, others = others, l
			}
			in := isOneOf(t, others)
			kept := make([]any, 0, len(others))
			for _, e := range l {
				ok, err := in(e)
				if err != nil {
					return nil, err
				}
				if ok {
					kept = append(kept, e)
				}
			}
			if _, isSet := t.similar(self, true).(*Set); !isSet {
				if kept, err = t.uniqueItems(kept, nil); err != nil {
					return nil, err
				}
			}
			return t.fill(self, kept)
		}},
		{"unique()", func(t *thread, self any, _ []any) (any, error) { return unique(t, self, true, nil) }},
		{"unique(boolean)", func(t *thread, self any, a []any) (any, error) { return unique(t, self, a[0].(bool), nil) }},
		{"unique(Closure)", func(t *thread, self any, a []any) (any, error) { return unique(t, self, true, a[0]) }},
		{"unique(boolean,Closure)", func(t *thread, self any, a []any) (any, error) { return unique(t, self, a[0].(bool), a[1]) }},
		{"unique(Comparator)", func(t *thread, self any, a []any) (any, error) { return unique(t, self, true, a[0]) }},
		{"unique(boolean,Comparator)", func(t *thread, self any, a []any) (any, error) { return unique(t, self, a[0].(bool), a[1]) }},
		{"asImmutable()", func(t *thread, self any, _ []any) (any, error) { return t.unmodifiable(self) }},
		{"asUnmodifiable()", func(t *thread, self any, _ []any) (any, error) { return t.unmodifiable(self) }},
		{"asSynchronized()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		{"asList()", func(t *thread, self any, _ []any) (any, error) {
			if l, ok := self.(*List); ok {
				return l, nil
			}
			l, err := t.slice(self)
			return newList(l), err
		}},
		{"getAt(String)", func(t *thread, self any, a []any) (any, error) {
			v, _, err := t.spreadGet(self, a[0].(string))
			return v, err
		}},
		{"clone()", func(t *thread, self any, _ []any) (any, error) {
			switch x := self.(type) {
			case *List:
				return &List{class: x.class, items: append([]any(nil), x.items...), order: x.order}, t.alloc(16 * len(x.items))
			case *Set:
				s := newSet(x.class)
				s.m.order, s.m.capacity = x.m.order, x.m.capacity
				return s, t.addAll(s, x.items())
			}
			return nil, t.throw(classCloneNotSupported, "%s", classOf(self).name)
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

// unmodifiable is a view that cannot be changed; the elements are those there
// are now.
func (t *thread) unmodifiable(v any) (any, error) {
	switch x := v.(type) {
	case *List:
		return &List{class: classUnmodList, items: x.items[:len(x.items):len(x.items)], fixed: listReadOnly}, nil
	case *Set:
		m := *x.m
		m.readOnly = true
		return &Set{class: classUnmodSet, m: &m}, nil
	case *Map:
		m := *x
		m.class, m.readOnly = classUnmodMap, true
		return &m, nil
	}
	l, err := t.slice(v)
	return &List{class: classUnmodList, items: l, fixed: listReadOnly}, err
}

// at is a list's index with Java's exception.
func (t *thread) checkIndex(i, n int) error {
	if i < 0 || i >= n {
		return t.throw(classIndexOutOfBounds, "Index %d out of bounds for length %d", i, n)
	}
	return nil
}

// indexed is the element at i of any list.
func (t *thread) elementAt(v any, i int) (any, error) {
	switch x := v.(type) {
	case *List:
		if err := t.checkIndex(i, len(x.items)); err != nil {
			return nil, err
		}
		return x.items[i], nil
	case *Range:
		if err := t.checkIndex(i, x.count); err != nil {
			return nil, err
		}
		return x.at(i), nil
	}
	return nil, t.throw(classUnsupported, "")
}

func listLib() lib {
	l := func(v any) *List {
		x, _ := v.(*List)
		return x
	}
	getAt := func(t *thread, self any, i int) (any, error) {
		n, err := t.sizeOf(self)
		if err != nil {
			return nil, err
		}
		j := i
		if j < 0 {
			if j += n; j < 0 {
				return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
			}
		}
		if j >= n {
			return nil, nil
		}
		return t.elementAt(self, j)
	}
	putAt := func(t *thread, self any, a []any) (any, error) {
		x := l(self)
		if x == nil {
			return nil, t.throw(classUnsupported, "")
		}
		i, n := int(a[0].(int32)), len(x.items)
		j := i
		if j < 0 {
			if j += n; j < 0 {
				return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
			}
		}
		if j < n {
			if err := x.maySet(t); err != nil {
				return nil, err
			}
			x.items[j] = a[1]
			return nil, nil
		}
		if err := x.mayResize(t); err != nil {
			return nil, err
		}
		if err := t.alloc(16 * (j - n + 1)); err != nil {
			return nil, err
		}
		if err := t.charge(j - n + 1); err != nil {
			return nil, err
		}
		for len(x.items) < j {
			x.items = append(x.items, nil)
		}
		x.items = append(x.items, a[1])
		return nil, nil
	}
	ranged := func(t *thread, self any, r *Range) (any, error) {
		items, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		n := len(items)
		i, j, down, err := t.rangeBounds(r, n)
		if err != nil {
			return nil, err
		}
		if i < 0 || j > n || i > j {
			if i < 0 {
				return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i-n, n)
			}
			return nil, t.throw(classIndexOutOfBounds, "toIndex = %d", j)
		}
		part := append([]any(nil), items[i:j]...)
		if down {
			reverse(part)
		}
		return newList(part), t.alloc(16 * len(part))
	}
	sortIn := func(t *thread, self any, by any) (any, error) {
		x := l(self)
		if x == nil {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			items, err = t.sorted(items, by)
			return newList(items), err
		}
		if err := x.maySet(t); err != nil {
			return nil, err
		}
		items, err := t.sorted(append([]any(nil), x.items...), by)
		if err != nil {
			return nil, err
		}
		copy(x.items, items)
		x.changes++
		return x, nil
	}
	sortNew := func(t *thread, self any, by any) (any, error) {
		items, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		items, err = t.sorted(items, by)
		return newList(items), err
	}
	indexOf := func(last bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			for k := range items {
				i := k
				if last {
					i = len(items) - 1 - k
				}
				ok, err := t.javaEquals(a[0], items[i])
				if err != nil {
					return nil, err
				}
				if ok {
					return boxInt(int32(i)), nil
				}
			}
			return boxInt(-1), nil
		}
	}
	end := func(name string) native {
		return func(t *thread, self any, _ []any) (any, error) {
			n, err := t.sizeOf(self)
			if err != nil {
				return nil, err
			}
			if n == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot access %s() element from an empty List", name)
			}
			if name == "last" {
				return t.elementAt(self, n-1)
			}
			return t.elementAt(self, 0)
		}
	}
	removeAt := func(t *thread, self any, a []any) (any, error) {
		x := l(self)
		if x == nil {
			return nil, t.throw(classUnsupported, "")
		}
		i := int(a[0].(int32))
		if x.fixed != listOpen {
			return nil, t.throw(classUnsupported, "")
		}
		if err := t.checkIndex(i, len(x.items)); err != nil {
			return nil, err
		}
		return x.removeAt(t, i)
	}
	return lib{methods: []def{
		{"get(int)", func(t *thread, self any, a []any) (any, error) { return t.elementAt(self, int(a[0].(int32))) }},
		{"getAt(int)", func(t *thread, self any, a []any) (any, error) { return getAt(t, self, int(a[0].(int32))) }},
		{"getAt(Number)", func(t *thread, self any, a []any) (any, error) {
			n, err := t.cast(a[0], classIntP)
			if err != nil {
				return nil, err
			}
			return getAt(t, self, int(n.(int32)))
		}},
		{"getAt(Range)", func(t *thread, self any, a []any) (any, error) { return ranged(t, self, a[0].(*Range)) }},
		{"getAt(Collection)", func(t *thread, self any, a []any) (any, error) {
			out := newList(nil)
			err := t.iterate(a[0], func(i any) error {
				if r, ok := i.(*Range); ok {
					v, err := ranged(t, self, r)
					if err != nil {
						return err
					}
					out.items = append(out.items, v.(*List).items...)
					return nil
				}
				n, err := t.cast(i, classIntP)
				if err != nil {
					return err
				}
				v, err := getAt(t, self, int(n.(int32)))
				out.items = append(out.items, v)
				return err
			})
			return out, err
		}},
		{"void putAt(int,Object)", putAt},
		{"void putAt(Range,Object)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			i, j, _, err := t.rangeBounds(a[0].(*Range), len(x.items))
			if err != nil {
				return nil, err
			}
			if i < 0 || i > len(x.items) {
				return nil, t.throw(classIndexOutOfBounds, "Index %d out of bounds for length %d", i, len(x.items))
			}
			j = min(max(i, j), len(x.items))
			values := []any{a[1]}
			if items, ok := t.collectionItems(a[1]); ok {
				values = append([]any(nil), items...)
			}
			if err := x.mayResize(t); err != nil {
				return nil, err
			}
			if err := t.alloc(16 * len(values)); err != nil {
				return nil, err
			}
			tail := append([]any(nil), x.items[j:]...)
			x.items = append(append(x.items[:i], values...), tail...)
			return nil, t.charge(len(x.items))
		}},
		{"set(int,Object)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			if err := x.maySet(t); err != nil {
				return nil, err
			}
			i := int(a[0].(int32))
			if err := t.checkIndex(i, len(x.items)); err != nil {
				return nil, err
			}
			old := x.items[i]
			x.items[i] = a[1]
			return old, nil
		}},
		{"void add(int,Object)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			i := int(a[0].(int32))
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			if i < 0 || i > len(x.items) {
				return nil, t.throw(classIndexOutOfBounds, "Index: %d, Size: %d", i, len(x.items))
			}
			return nil, x.insert(t, i, a[1])
		}},
		{"addAll(int,Collection)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			i := int(a[0].(int32))
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			if i < 0 || i > len(x.items) {
				return nil, t.throw(classIndexOutOfBounds, "Index: %d, Size: %d", i, len(x.items))
			}
			items, err := t.slice(a[1])
			if err != nil {
				return nil, err
			}
			return len(items) > 0, x.insert(t, i, items...)
		}},
		{"remove(int)", removeAt}, {"removeAt(int)", removeAt},
		{"indexOf(Object)", indexOf(false)}, {"lastIndexOf(Object)", indexOf(true)},
		{"subList(int,int)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			i, j := int(a[0].(int32)), int(a[1].(int32))
			switch {
			case i < 0:
				return nil, t.throw(classIndexOutOfBounds, "fromIndex = %d", i)
			case j > len(items):
				return nil, t.throw(classIndexOutOfBounds, "toIndex = %d", j)
			case i > j:
				return nil, t.throw(classIllegalArgument, "fromIndex(%d) > toIndex(%d)", i, j)
			}
			return newList(items[i:j]), nil
		}},
		{"first()", end("first")}, {"last()", end("last")}, {"head()", end("head")},
		{"push(Object)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			return true, x.add(t, a[0])
		}},
		{"pop()", func(t *thread, self any, _ []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			if len(x.items) == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot pop() an empty List")
			}
			return x.removeAt(t, len(x.items)-1)
		}},
		{"removeLast()", func(t *thread, self any, _ []any) (any, error) {
			x := l(self)
			if x == nil || len(x.items) == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot removeLast() an empty List")
			}
			return x.removeAt(t, len(x.items)-1)
		}},
		{"reverse()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			reverse(items)
			return newList(items), err
		}},
		{"reverse(boolean)", func(t *thread, self any, a []any) (any, error) {
			if x := l(self); x != nil && a[0].(bool) {
				if err := x.maySet(t); err != nil {
					return nil, err
				}
				reverse(x.items)
				return x, t.charge(len(x.items))
			}
			items, err := t.slice(self)
			reverse(items)
			return newList(items), err
		}},
		{"reverseEach(Closure)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			reverse(items)
			return self, t.eachOf(newList(items), a[0].(*Closure), func(any) error { return nil })
		}},
		{"sort()", func(t *thread, self any, _ []any) (any, error) { return sortIn(t, self, nil) }},
		{"sort(boolean)", func(t *thread, self any, a []any) (any, error) {
			if a[0].(bool) {
				return sortIn(t, self, nil)
			}
			return sortNew(t, self, nil)
		}},
		{"sort(Closure)", func(t *thread, self any, a []any) (any, error) { return sortIn(t, self, a[0]) }},
		{"void sort(Comparator)", func(t *thread, self any, a []any) (any, error) {
			// Java has a List.sort of its own, which gives nothing.
			_, err := sortIn(t, self, a[0])
			return nil, err
		}},
		{"sort(boolean,Closure)", func(t *thread, self any, a []any) (any, error) {
			if a[0].(bool) {
				return sortIn(t, self, a[1])
			}
			return sortNew(t, self, a[1])
		}},
		{"sort(boolean,Comparator)", func(t *thread, self any, a []any) (any, error) {
			if a[0].(bool) {
				return sortIn(t, self, a[1])
			}
			return sortNew(t, self, a[1])
		}},
		{"swap(int,int)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			i, j := int(a[0].(int32)), int(a[1].(int32))
			if err := t.checkIndex(i, len(x.items)); err != nil {
				return nil, err
			}
			if err := t.checkIndex(j, len(x.items)); err != nil {
				return nil, err
			}
			x.items[i], x.items[j] = x.items[j], x.items[i]
			return x, nil
		}},
		{"execute()", func(t *thread, self any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "execute is not available to scripts: scripts cannot start processes")
		}},
		{"listIterator()", func(t *thread, self any, _ []any) (any, error) {
			if x := l(self); x != nil {
				it := listIterator(x)
				it.class = classListItrImpl
				return it, nil
			}
			return t.iterator(self)
		}},
		{"void replaceAll(UnaryOperator)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil {
				return nil, t.throw(classUnsupported, "")
			}
			for i := range x.items {
				v, err := t.callFn(a[0], "apply", x.items[i])
				if err != nil {
					return nil, err
				}
				x.items[i] = v
			}
			return nil, nil
		}},
		{"withDefault(Closure)", func(t *thread, self any, a []any) (any, error) { return t.lazyList(self, a[0].(*Closure)) }},
		{"withLazyDefault(Closure)", func(t *thread, self any, a []any) (any, error) { return t.lazyList(self, a[0].(*Closure)) }},
	},
		statics: []def{
			{"of(Object...)", func(_ *thread, _ any, a []any) (any, error) {
				return &List{class: classImmutableList, items: append([]any(nil), a[0].(*Array).items...), fixed: listReadOnly}, nil
			}},
			{"copyOf(Collection)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				return &List{class: classImmutableList, items: items, fixed: listReadOnly}, err
			}},
		}}
}

func reverse(l []any) {
	for i, j := 0, len(l)-1; i < j; i, j = i+1, j-1 {
		l[i], l[j] = l[j], l[i]
	}
}

// A lazyList is a list that makes what is not there.
type lazyList struct {
	l *List
	c *Closure
}

func (t *thread) lazyList(v any, c *Closure) (any, error) {
	l, ok := v.(*List)
	if !ok {
		return nil, t.throw(classUnsupported, "")
	}
	return &lazyList{l, c}, nil
}

var classListWithDefault = &Class{name: "groovy.lang.ListWithDefault", super: classObject, ifaces: []*Class{classList}}

func (*lazyList) classOf() *Class { return classListWithDefault }

func (l *lazyList) text(t *thread) (string, error) { return t.show(l.l, styleFormat) }

func (l *lazyList) iterate(t *thread, f func(any) error) error { return t.iterate(l.l, f) }

func (l *lazyList) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	return t.tryInvoke(l.l, name, args)
}

func setLib() lib {
	return lib{
		methods: []def{
			{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.javaEquals(self, a[0])) }},
		},
		statics: []def{{"of(Object...)", func(t *thread, _ any, a []any) (any, error) {
			s, err := t.setOf(classLinkedHashSet, a[0].(*Array).items)
			if err != nil {
				return nil, err
			}
			s.class, s.m.readOnly = classImmutableSet, true
			return s, nil
		}}},
	}
}

func sortedSetLib() lib {
	s := func(v any) []*Entry {
		switch x := v.(type) {
		case *Set:
			return x.m.entries
		case *View:
			return x.m.entries
		}
		return nil
	}
	edge := func(last bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			e := s(self)
			if len(e) == 0 {
				return nil, t.throw(classNoSuchElement, "")
			}
			if last {
				return e[len(e)-1].Key, nil
			}
			return e[0].Key, nil
		}
	}
	near := func(below, equal bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			m := self.(*Set).m
			i, ok, err := m.search(t, a[0])
			if err != nil {
				return nil, err
			}
			switch {
			case ok && equal:
			case below:
				i--
			case ok:
				i++
			}
			if i < 0 || i >= len(m.entries) {
				return nil, nil
			}
			return m.entries[i].Key, nil
		}
	}
	sub := func(t *thread, self any, keep func(e any) (bool, error)) (any, error) {
		x := self.(*Set)
		out := newSet(classTreeSet)
		out.m.order = x.m.order
		for _, e := range x.m.entries {
			ok, err := keep(e.Key)
			if err != nil {
				return nil, err
			}
			if ok {
				if _, err := out.add(t, e.Key); err != nil {
					return nil, err
				}
			}
		}
		return out, nil
	}
	poll := func(last bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			e := s(self)
			if len(e) == 0 {
				return nil, nil
			}
			x := e[0]
			if last {
				x = e[len(e)-1]
			}
			self.(*Set).m.drop(x)
			return x.Key, nil
		}
	}
	return lib{methods: []def{
		{"first()", edge(false)}, {"last()", edge(true)}, {"pollFirst()", poll(false)}, {"pollLast()", poll(true)},
		{"lower(Object)", near(true, false)}, {"floor(Object)", near(true, true)}, {"higher(Object)", near(false, false)}, {"ceiling(Object)", near(false, true)},
		{"headSet(Object)", func(t *thread, self any, a []any) (any, error) {
			return sub(t, self, func(e any) (bool, error) {
				d, err := t.compareBy(self.(*Set).m.order, e, a[0])
				return d < 0, err
			})
		}},
		{"tailSet(Object)", func(t *thread, self any, a []any) (any, error) {
			return sub(t, self, func(e any) (bool, error) {
				d, err := t.compareBy(self.(*Set).m.order, e, a[0])
				return d >= 0, err
			})
		}},
		{"subSet(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			return sub(t, self, func(e any) (bool, error) {
				d, err := t.compareBy(self.(*Set).m.order, e, a[0])
				if d < 0 || err != nil {
					return false, err
				}
				d, err = t.compareBy(self.(*Set).m.order, e, a[1])
				return d < 0, err
			})
		}},
		{"descendingSet()", func(t *thread, self any, _ []any) (any, error) {
			items := self.(*Set).items()
			reverse(items)
			return t.setOf(classLinkedHashSet, items)
		}},
	}}
}

func queueLib() lib {
	l := func(v any) *List { return v.(*List) }
	take := func(t *thread, self any, remove bool) (any, error) {
		x := l(self)
		if len(x.items) == 0 {
			return nil, nil
		}
		if !remove {
			return x.items[0], nil
		}
		if x.class == classPriorityQueue {
			return x.poll(t)
		}
		return x.removeAt(t, 0)
	}
	must := func(remove bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			if len(l(self).items) == 0 {
				return nil, t.throw(classNoSuchElement, "")
			}
			return take(t, self, remove)
		}
	}
	return lib{methods: []def{
		{"offer(Object)", func(t *thread, self any, a []any) (any, error) { return true, l(self).add(t, a[0]) }},
		{"poll()", func(t *thread, self any, _ []any) (any, error) { return take(t, self, true) }},
		{"peek()", func(t *thread, self any, _ []any) (any, error) { return take(t, self, false) }},
		{"element()", must(false)}, {"remove()", must(true)},
	}}
}

func dequeLib() lib {
	l := func(v any) *List { return v.(*List) }
	first := func(t *thread, self any, a []any) error { return l(self).insert(t, 0, a[0]) }
	end := func(last, remove, strict bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			x := l(self)
			if len(x.items) == 0 {
				if strict {
					return nil, t.throw(classNoSuchElement, "")
				}
				return nil, nil
			}
			i := 0
			if last {
				i = len(x.items) - 1
			}
			if remove {
				return x.removeAt(t, i)
			}
			return x.items[i], nil
		}
	}
	return lib{methods: []def{
		{"void addFirst(Object)", func(t *thread, self any, a []any) (any, error) { return nil, first(t, self, a) }},
		{"offerFirst(Object)", func(t *thread, self any, a []any) (any, error) { return true, first(t, self, a) }},
		{"void addLast(Object)", func(t *thread, self any, a []any) (any, error) { return nil, l(self).add(t, a[0]) }},
		{"offerLast(Object)", func(t *thread, self any, a []any) (any, error) { return true, l(self).add(t, a[0]) }},
		{"void push(Object)", func(t *thread, self any, a []any) (any, error) { return nil, first(t, self, a) }},
		{"pop()", end(false, true, true)}, {"removeFirst()", end(false, true, true)}, {"removeLast()", end(true, true, true)},
		{"pollFirst()", end(false, true, false)}, {"pollLast()", end(true, true, false)},
		{"getFirst()", end(false, false, true)}, {"getLast()", end(true, false, true)},
		{"peekFirst()", end(false, false, false)}, {"peekLast()", end(true, false, false)},
		{"descendingIterator()", func(t *thread, self any, _ []any) (any, error) {
			items := append([]any(nil), l(self).items...)
			reverse(items)
			return listIterator(newList(items)), nil
		}},
	}}
}

func stackLib() lib {
	l := func(v any) *List { return v.(*List) }
	return lib{methods: []def{
		{"push(Object)", func(t *thread, self any, a []any) (any, error) { return a[0], l(self).add(t, a[0]) }},
		{"pop()", func(t *thread, self any, _ []any) (any, error) {
			if n := len(l(self).items); n > 0 {
				return l(self).removeAt(t, n-1)
			}
			return nil, t.throw(classEmptyStack, "")
		}},
		{"peek()", func(t *thread, self any, _ []any) (any, error) {
			if n := len(l(self).items); n > 0 {
				return l(self).items[n-1], nil
			}
			return nil, t.throw(classEmptyStack, "")
		}},
		{"empty()", func(_ *thread, self any, _ []any) (any, error) { return len(l(self).items) == 0, nil }},
		{"search(Object)", func(t *thread, self any, a []any) (any, error) {
			for i := len(l(self).items) - 1; i >= 0; i-- {
				if ok, err := t.javaEquals(a[0], l(self).items[i]); ok || err != nil {
					return boxInt(int32(len(l(self).items) - i)), err
				}
			}
			return boxInt(-1), nil
		}},
	}}
}

// A comparator is what Comparator's own methods give.
type comparator struct {
	f func(t *thread, a, b any) (int, error)
}

var classComparatorImpl = &Class{name: "java.util.Comparators$NaturalOrderComparator", super: classObject, ifaces: []*Class{classComparator}}

func (*comparator) classOf() *Class { return classComparatorImpl }

func (c *comparator) compare(t *thread, a, b any) (int, error) { return c.f(t, a, b) }

func comparatorLib() lib {
	byKey := func(key, order any) *comparator {
		return &comparator{func(t *thread, a, b any) (int, error) {
			x, err := t.callFn(key, "apply", a)
			if err != nil {
				return 0, err
			}
			y, err := t.callFn(key, "apply", b)
			if err != nil {
				return 0, err
			}
			if order == nil {
				return t.compare(x, y)
			}
			return t.compareBy(order, x, y)
		}}
	}
	then := func(first, second any) *comparator {
		return &comparator{func(t *thread, a, b any) (int, error) {
			if d, err := t.compareBy(first, a, b); d != 0 || err != nil {
				return d, err
			}
			return t.compareBy(second, a, b)
		}}
	}
	nulls := func(first bool) native {
		return func(_ *thread, _ any, a []any) (any, error) {
			by := a[0]
			return &comparator{func(t *thread, x, y any) (int, error) {
				d := 1
				if first {
					d = -1
				}
				switch {
				case x == nil && y == nil:
					return 0, nil
				case x == nil:
					return d, nil
				case y == nil:
					return -d, nil
				}
				return t.compareBy(by, x, y)
			}}, nil
		}
	}
	key := func(name string) def {
		return def{name + "(Function)", func(_ *thread, _ any, a []any) (any, error) { return byKey(a[0], nil), nil }}
	}
	thenKey := func(name string) def {
		return def{name + "(Function)", func(_ *thread, self any, a []any) (any, error) { return then(self, byKey(a[0], nil)), nil }}
	}
	return lib{
		methods: []def{
			{"compare(Object,Object)", func(t *thread, self any, a []any) (any, error) {
				if c, ok := self.(*comparator); ok {
					n, err := c.f(t, a[0], a[1])
					return boxInt(int32(n)), err
				}
				if p, ok := self.(*Proxy); ok && p.cl != nil {
					return t.call2(p.cl, a[0], a[1])
				}
				return nil, t.missingMethod(classOf(self), "compare", a, false)
			}},
			{"reversed()", func(_ *thread, self any, _ []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.compareBy(self, b, a) }}, nil
			}},
			{"thenComparing(Object)", func(_ *thread, self any, a []any) (any, error) {
				if c, ok := a[0].(*Closure); ok && c.nparams() == 1 {
					return then(self, byKey(c, nil)), nil
				}
				return then(self, a[0]), nil
			}},
			{"thenComparing(Function,Comparator)", func(_ *thread, self any, a []any) (any, error) {
				return then(self, byKey(a[0], a[1])), nil
			}},
			thenKey("thenComparingInt"), thenKey("thenComparingLong"), thenKey("thenComparingDouble"),
		},
		statics: []def{
			key("comparing"), key("comparingInt"), key("comparingLong"), key("comparingDouble"),
			{"comparing(Function,Comparator)", func(_ *thread, _ any, a []any) (any, error) { return byKey(a[0], a[1]), nil }},
			{"naturalOrder()", func(*thread, any, []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.javaCompare(a, b) }}, nil
			}},
			{"reverseOrder()", func(*thread, any, []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.javaCompare(b, a) }}, nil
			}},
			{"nullsFirst(Comparator)", nulls(true)}, {"nullsLast(Comparator)", nulls(false)},
		},
	}
}

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
			if x.count == 0 {
				return nil
			}
			return t.throw(classGroovyRuntime, "Infinite loop: step(...) with a step of 0")
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
