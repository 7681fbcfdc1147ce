package groovy

func collectionClasses() []entry {
	list := func(c *Class) entry { return entry{c, listCtors(c)} }
	set := func(c *Class) entry { return entry{c, setCtors(c)} }
	return []entry{
		{classIterable, iterableLib}, {classIterator, iteratorLib}, {classListIterator, nil},
		{classCollection, collectionLib}, {classList, listLib}, {classSet, setLib}, {classSortedSet, sortedSetLib}, {classNavigableSet, nil},
		{classQueue, queueLib}, {classDeque, dequeLib}, {classComparator, comparatorLib},
		list(classArrayList), list(classLinkedList), list(classVector), list(classStack), list(classArrayDeque), list(classPriorityQueue), list(classCopyOnWrite),
		{classStack, stackLib},
		set(classHashSet), set(classLinkedHashSet), set(classTreeSet),
		{classRange, rangeLib}, {classIntRange, rangeCtors("(int,int)", "(boolean,int,int)", "(int,int,boolean)")},
		{classObjectRange, rangeCtors("(Comparable,Comparable)", "(Comparable,Comparable,boolean)")}, {classEmptyRange, emptyRangeLib},
		{classTuple, tupleLib(classTuple)}, {classTuple2, tupleLib(classTuple2)},
	}
}

// listCtors are the constructors of a list class.
func listCtors(c *Class) func() lib {
	return func() lib {
		make := func(t *thread, v any) (any, error) {
			l := listOf(c, nil)
			if v == nil {
				return nil, t.throw(classNullPointer, "")
			}
			items, err := t.slice(v)
			if err != nil {
				return nil, err
			}
			if c != classPriorityQueue {
				l.items = items
				return l, t.alloc(16 * len(items))
			}
			for _, e := range items {
				if err := l.add(t, e); err != nil {
					return nil, err
				}
			}
			return l, nil
		}
		ordered := func(by any) *List {
			l := listOf(c, nil)
			l.order = by
			return l
		}
		l := lib{ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return listOf(c, nil), nil }},
			{"(int)", func(t *thread, _ any, a []any) (any, error) {
				if n := a[0].(int32); n < 0 {
					return nil, t.throw(classIllegalArgument, "Illegal Capacity: %d", n)
				}
				return listOf(c, nil), nil
			}},
			{"(Collection)", func(t *thread, _ any, a []any) (any, error) { return make(t, a[0]) }},
		}}
		if c == classPriorityQueue {
			l.ctors = append(l.ctors,
				def{"(Comparator)", func(_ *thread, _ any, a []any) (any, error) { return ordered(a[0]), nil }},
				def{"(int,Comparator)", func(_ *thread, _ any, a []any) (any, error) { return ordered(a[1]), nil }})
		}
		return l
	}
}

func setCtors(c *Class) func() lib {
	return func() lib {
		l := lib{ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return newSet(c), nil }},
			{"(Collection)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				if c == classHashSet {
					return t.hashSetOf(items)
				}
				return t.setOf(c, items)
			}},
		}}
		if c == classTreeSet {
			l.ctors = append(l.ctors, def{"(Comparator)", func(_ *thread, _ any, a []any) (any, error) {
				s := newSet(c)
				s.m.order = a[0]
				return s, nil
			}})
		} else {
			l.ctors = append(l.ctors, def{"(int)", func(_ *thread, _ any, a []any) (any, error) {
				s := newSet(c)
				s.m.ask(int(a[0].(int32)))
				return s, nil
			}})
		}
		return l
	}
}

func tupleLib(c *Class) func() lib {
	return func() lib {
		return lib{ctors: []def{{"(Object...)", func(t *thread, _ any, a []any) (any, error) {
			items := a[0].(*Array).items
			if c == classTuple2 && len(items) != 2 {
				return nil, t.noConstructor(c, items)
			}
			return fixedList(c, append([]any(nil), items...), listReadOnly), nil
		}}},
			methods: []def{
				{"getFirst()", func(_ *thread, self any, _ []any) (any, error) { return self.(*List).items[0], nil }},
				{"getSecond()", func(_ *thread, self any, _ []any) (any, error) { return self.(*List).items[1], nil }},
			}}
	}
}

// ---- Iterable: what everything has that can be walked over -----------------

// sumOf adds up with plus; a closure gives what is added.
func (t *thread) sumOf(v any, start any, started bool, c *Closure) (any, error) {
	acc := start
	err := t.iterate(v, func(e any) error {
		var err error
		if c != nil {
			if e, err = t.callElement(c, e); err != nil {
				return err
			}
		}
		if !started {
			acc, started = e, true
			return nil
		}
		acc, err = t.plus(acc, e)
		return err
	})
	return acc, err
}

// sorted gives the elements in order, stable; by is as for extreme.
func (t *thread) sorted(items []any, by any) ([]any, error) {
	if len(items) < 2 {
		return items, nil // there is nothing to compare: a closure is not called
	}
	c, _ := by.(*Closure)
	if c != nil && c.nparams() == 1 {
		// Each key once: the closure may be costly.
		type keyed struct{ key, v any }
		ks := make([]keyed, len(items))
		for i, e := range items {
			k, err := t.callElement(c, e)
			if err != nil {
				return nil, err
			}
			ks[i] = keyed{k, e}
		}
		if err := mergeSort(t, ks, func(a, b keyed) (int, error) { return t.compare(a.key, b.key) }); err != nil {
			return nil, err
		}
		for i, k := range ks {
			items[i] = k.v
		}
		return items, nil
	}
	compare := t.compare
	if by != nil {
		compare = func(a, b any) (int, error) { return t.compareBy(by, a, b) }
	}
	return items, mergeSort(t, items, compare)
}

// replaceItems puts other elements into a collection.
func (t *thread) replaceItems(v any, items []any) error {
	switch x := v.(type) {
	case *List:
		if len(items)+len(x.items) == 0 {
			return nil // whatever it refuses, nothing is asked of it
		}
		if err := x.maySet(t); err != nil {
			return err
		}
		if len(items) != len(x.items) {
			if err := x.mayResize(t); err != nil {
				return err
			}
		}
		x.changes++
		x.items = items
		return nil
	case *Set:
		if err := x.m.clear(t); err != nil {
			return err
		}
		return t.addAll(x, items)
	}
	if _, err := t.invoke(v, "clear"); err != nil {
		return err
	}
	for _, e := range items {
		if err := t.addTo(v, e); err != nil {
			return err
		}
	}
	return nil
}

func (t *thread) addEntry(m *Map, v any) error {
	switch x := v.(type) {
	case *Map:
		return t.putAll(m, x)
	case *Entry:
		_, err := m.put(t, x.Key, x.Value)
		return err
	case *mapEntry:
		_, err := m.put(t, x.key, x.value)
		return err
	}
	if items, ok := t.listItems(v); ok {
		var k, val any
		if len(items) > 0 {
			k = items[0]
		}
		if len(items) > 1 {
			val = items[1]
		}
		_, err := m.put(t, k, val)
		return err
	}
	return t.throw(classClassCast, "class %s cannot be cast to class java.util.Map$Entry", classOf(v).Name())
}

func iterableLib() lib {
	items := func(f func(t *thread, items []any, a []any) (any, error)) native {
		return func(t *thread, self any, a []any) (any, error) {
			l, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return f(t, l, a)
		}
	}
	sortNew := func(t *thread, self any, by any) (any, error) {
		l, err := t.slice(self)
		if err != nil {
			return nil, err
		}
		l, err = t.sorted(l, by)
		return newList(l), err
	}
	return lib{methods: []def{
		{"size()", items(func(_ *thread, l []any, _ []any) (any, error) { return boxInt(int32(len(l))), nil })},
		{"toListString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.show(self, styleFormat)) }},

		{"join(CharSequence)", func(t *thread, self any, a []any) (any, error) {
			sep := ""
			if a[0] != nil {
				var err error
				if sep, err = t.str(a[0]); err != nil {
					return nil, err
				}
			}
			return t.join(self, sep)
		}},

		{"sort()", func(t *thread, self any, _ []any) (any, error) {
			if isSorted(self) {
				return self, nil
			}
			return sortNew(t, self, nil)
		}},
		{"sort(boolean)", func(t *thread, self any, _ []any) (any, error) { return sortNew(t, self, nil) }},
		{"sort(Closure)", func(t *thread, self any, a []any) (any, error) { return sortNew(t, self, a[0]) }},
		{"sort(boolean,Closure)", func(t *thread, self any, a []any) (any, error) { return sortNew(t, self, a[1]) }},
		{"sort(boolean,Comparator)", func(t *thread, self any, a []any) (any, error) { return sortNew(t, self, a[1]) }},
		{"contains(Object)", items(func(t *thread, l []any, a []any) (any, error) { return boolResult(t.hasItem(l, a[0])) })},
		{"containsAll(Collection)", items(func(t *thread, l []any, a []any) (any, error) {
			return t.containsAll(l, a[0])
		})},
		{"disjoint(Iterable)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return boolResult(t.disjoint(self, a[0]))
		}},
		{"void forEach(Consumer)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterate(self, func(e any) error {
				_, err := t.callFn(a[0], "accept", e)
				return err
			})
		}},
	}}
}

func (t *thread) containsAll(l []any, other any) (any, error) {
	all := true
	if other == nil {
		return nil, t.throw(classNullPointer, "")
	}
	err := t.until(other, func(e any) (bool, error) {
		ok, err := t.hasItem(l, e)
		all = ok
		return !ok, err
	})
	return all, err
}

func iteratorLib() lib {
	it := func(v any) *Iterator { return v.(*Iterator) }
	return lib{methods: []def{
		{"hasNext()", func(t *thread, self any, _ []any) (any, error) { return boolResult(it(self).hasNext(t)) }},
		{"next()", func(t *thread, self any, _ []any) (any, error) {
			v, ok, err := it(self).advance(t)
			if err == nil && !ok {
				return nil, t.throw(classNoSuchElement, "")
			}
			return v, err
		}},
		{"void remove()", func(t *thread, self any, _ []any) (any, error) {
			if it(self).remove == nil {
				return nil, t.throw(classUnsupported, "remove")
			}
			return nil, it(self).remove(t)
		}},
		{"size()", func(t *thread, self any, _ []any) (any, error) {
			l, err := t.slice(self)
			return boxInt(int32(len(l))), err
		}},
		{"join(CharSequence)", func(t *thread, self any, a []any) (any, error) {
			sep, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			return t.join(self, sep)
		}},
		{"void forEachRemaining(Consumer)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterate(self, func(e any) error {
				_, err := t.callFn(a[0], "accept", e)
				return err
			})
		}},
	}}
}
