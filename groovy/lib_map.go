package groovy

func mapClasses() []entry {
	m := func(c *Class) entry { return entry{c, mapCtors(c)} }
	return []entry{
		{classMap, mapLib}, {classSortedMap, sortedMapLib}, {classNavigableMap, nil}, {classEntry, entryLib},
		m(classHashMap), m(classLinkedHashMap), m(classTreeMap), m(classHashtable), m(classConcurrentHashMap),
		m(classIdentityHashMap), m(classWeakHashMap),
		{classSimpleEntry, simpleEntryLib}, {classMapWithDefault, nil},
		{classObjectArray, arrayLib},
	}
}

func mapCtors(c *Class) func() lib {
	return func() lib {
		l := lib{ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return newHashMap(c), nil }},
			{"(Map)", func(t *thread, _ any, a []any) (any, error) {
				m := newHashMap(c)
				from, ok := a[0].(*Map)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return m, t.putAll(m, from)
			}},
		}}
		if c == classTreeMap {
			l.ctors = append(l.ctors, def{"(Comparator)", func(_ *thread, _ any, a []any) (any, error) {
				m := newHashMap(c)
				m.order = a[0]
				return m, nil
			}})
			return l
		}
		if c == classHashtable || c == classConcurrentHashMap {
			l.methods = tableMethods()
		}
		sized := func(t *thread, _ any, a []any) (any, error) {
			if n := a[0].(int32); n < 0 {
				return nil, t.throw(classIllegalArgument, "Illegal initial capacity: %d", n)
			}
			m := newHashMap(c)
			if c == classHashtable {
				m.capacity = min(max(1, int(a[0].(int32))), 1<<16)
			}
			m.ask(int(a[0].(int32)))
			return m, nil
		}
		l.ctors = append(l.ctors, def{"(int)", sized}, def{"(int,float)", sized})
		if c == classLinkedHashMap {
			l.ctors = append(l.ctors, def{"(int,float,boolean)", func(_ *thread, _ any, a []any) (any, error) {
				m := NewMap()
				m.byAccess = a[2].(bool)
				return m, nil
			}})
			l.methods = []def{{"removeEldestEntry(Map.Entry)", func(*thread, any, []any) (any, error) { return false, nil }}}
		}
		return l
	}
}

// tableMethods are those that the maps of Java's first days have for what all
// maps have by other names.
func tableMethods() []def {
	each := func(sig, of string) def {
		return def{sig, func(t *thread, self any, _ []any) (any, error) {
			v, err := t.invoke(self, of)
			if err != nil {
				return nil, err
			}
			return t.iterator(v)
		}}
	}
	return []def{
		{"contains(Object)", func(t *thread, self any, a []any) (any, error) { return t.invoke(self, "containsValue", a[0]) }},
		each("keys()", "keySet"), each("elements()", "values"),
	}
}

// callPair calls a closure with an entry, or with its key and value.
func (t *thread) callPair(c *Closure, e *Entry) (any, error) {
	if c.nparams() == 2 {
		return t.call2(c, e.Key, e.Value)
	}
	return t.call1(c, e)
}

// isSortedMap tells whether the map is a SortedMap to a script too, and not
// only keeps its keys sorted as enum maps and parsed JSON do.
func (m *Map) isSortedMap() bool {
	return m.mode == mapTree && m.class != classEnumMap && m.class != classLazyMap
}

// emptyLike makes an empty map of a kind with m: sorted stays sorted.
func emptyLike(m *Map) *Map {
	if m.isSortedMap() {
		return &Map{class: classTreeMap, mode: mapTree, order: m.order}
	}
	return NewMap()
}

func (t *thread) filterMap(m *Map, keep func(e *Entry) (bool, error)) (any, error) {
	out := emptyLike(m)
	err := t.iterateMap(m, func(e *Entry) error {
		ok, err := keep(e)
		if !ok || err != nil {
			return err
		}
		_, err = out.put(t, e.Key, e.Value)
		return err
	})
	return out, err
}

func (t *thread) copyMap(m *Map) (*Map, error) {
	if m.view != nil {
		// Views cannot be cloned.
		out := NewMap()
		return out, t.putAll(out, m)
	}
	out := emptyLike(m)
	if m.class == classEnumMap {
		out = &Map{class: m.class, mode: m.mode, order: m.order}
	}
	if m.mode == mapHash {
		out = &Map{class: m.class, mode: mapHash, capacity: m.capacity}
		if m.class == classHashMap {
			out.capacity = 0
		}
	}
	return out, t.putAll(out, m)
}

// sortMap is sort(): a LinkedHashMap in the order asked for.
func (t *thread) sortMap(m *Map, by any) (any, error) {
	switch c := by.(type) {
	case nil:
		return t.sortMapBy(m, func(a, b *Entry) (int, error) { return t.compare(a.Key, b.Key) })
	case *Closure:
		entries, err := t.sorted(presentEntries(m), c)
		if err != nil {
			return nil, err
		}
		return t.mapOfEntries(entries)
	}
	return t.sortMapBy(m, func(a, b *Entry) (int, error) { return t.compareBy(by, a.Key, b.Key) })
}

// sortMapBy is a map with m's entries in the order that a comparison of two of
// them gives.
func (t *thread) sortMapBy(m *Map, order func(a, b *Entry) (int, error)) (any, error) {
	entries := presentEntries(m)
	if err := mergeSort(t, entries, func(a, b any) (int, error) { return order(a.(*Entry), b.(*Entry)) }); err != nil {
		return nil, err
	}
	return t.mapOfEntries(entries)
}

func presentEntries(m *Map) []any {
	entries := make([]any, 0, m.Len())
	for _, e := range m.ordered() {
		if e != nil {
			entries = append(entries, e)
		}
	}
	return entries
}

func (t *thread) mapOfEntries(entries []any) (any, error) {
	out := NewMap()
	for _, v := range entries {
		e := v.(*Entry)
		if _, err := out.put(t, e.Key, e.Value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func mapLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	get := func(t *thread, self any, a []any) (any, error) { return t.mapGet(m(self), a[0]) }
	getOr := func(t *thread, self any, a []any) (any, error) {
		e, err := m(self).find(t, a[0])
		if err != nil {
			return nil, err
		}
		if e != nil {
			m(self).touch(e)
			return e.Value, nil
		}
		return a[1], nil
	}
	plus := func(t *thread, self any, a []any) (any, error) {
		out, err := t.copyMap(m(self))
		if err != nil {
			return nil, err
		}
		if out.class == classHashMap {
			out.class = m(self).class
		}
		return out, t.iterate(a[0], func(v any) error { return t.addEntry(out, v) })
	}
	sort := func(t *thread, self any, a []any) (any, error) {
		if len(a) == 0 {
			return t.sortMap(m(self), nil)
		}
		return t.sortMap(m(self), a[0])
	}
	walk := func(t *thread, self any, c *Closure, reverseOrder bool) (any, error) {
		f := func(e *Entry) error {
			_, err := t.callPair(c, e)
			return err
		}
		if !reverseOrder {
			return self, t.iterateMap(m(self), f)
		}
		entries := m(self).ordered()
		for i := len(entries) - 1; i >= 0; i-- {
			if entries[i] == nil {
				continue
			}
			if err := t.step(); err != nil {
				return nil, err
			}
			if err := f(entries[i]); err != nil {
				return nil, err
			}
		}
		return self, nil
	}
	part := func(t *thread, self any, from, to int) (any, error) {
		i := 0
		return t.filterMap(m(self), func(*Entry) (bool, error) {
			i++
			return i > from && i <= to, nil
		})
	}
	while := func(take bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			on := true
			return t.filterMap(m(self), func(e *Entry) (bool, error) {
				if on {
					ok, err := t.test(a[0].(*Closure), e)
					if err != nil {
						return false, err
					}
					on = ok
				}
				return on == take, nil
			})
		}
	}
	groupEntries := func(t *thread, self any, c *Closure, asMap bool) (any, error) {
		out := NewMap()
		err := t.iterateMap(m(self), func(e *Entry) error {
			k, err := t.callPair(c, e)
			if err != nil {
				return err
			}
			if !asMap {
				g, err := out.find(t, k)
				if err != nil {
					return err
				}
				if g != nil {
					return g.Value.(*List).add(t, e)
				}
				_, err = out.put(t, k, newList([]any{e}))
				return err
			}
			g, err := out.find(t, k)
			if err != nil {
				return err
			}
			if g == nil {
				if _, err := out.put(t, k, NewMap()); err != nil {
					return err
				}
				if g, err = out.find(t, k); err != nil {
					return err
				}
			}
			_, err = g.Value.(*Map).put(t, e.Key, e.Value)
			return err
		})
		return out, err
	}
	compute := func(ifAbsent, ifPresent bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if err != nil {
				return nil, err
			}
			var old any
			if e != nil {
				old = e.Value
			}
			if ifAbsent && old != nil {
				return old, nil
			}
			if ifPresent && old == nil {
				return nil, nil
			}
			var v any
			if ifAbsent {
				v, err = t.callFn(a[1], "apply", a[0])
			} else {
				v, err = t.callFn(a[1], "apply", a[0], old)
			}
			if err != nil {
				return nil, err
			}
			if v == nil {
				if !ifAbsent {
					_, err = m(self).remove(t, a[0])
				}
				return nil, err
			}
			_, err = m(self).put(t, a[0], v)
			return v, err
		}
	}
	withDefault := func(t *thread, self any, a []any) (any, error) {
		w, err := t.viewOf(m(self), classMapWithDefault)
		if err != nil {
			return nil, err
		}
		w.fallback = a[len(a)-1].(*Closure)
		return w, nil
	}
	return lib{methods: []def{
		{"size()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(m(self).Len())), nil }},
		{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return m(self).Len() == 0, nil }},
		{"get(Object)", get}, {"getAt(Object)", func(t *thread, self any, a []any) (any, error) { return t.index(self, a[0]) }},
		{"get(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if err != nil {
				return nil, err
			}
			if e != nil {
				return e.Value, nil
			}
			_, err = m(self).put(t, a[0], a[1])
			return a[1], err
		}},
		{"getOrDefault(Object,Object)", getOr},
		{"put(Object,Object)", func(t *thread, self any, a []any) (any, error) { return m(self).put(t, a[0], a[1]) }},
		{"putAt(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			return a[1], t.setIndex(self, a[0], a[1])
		}},
		{"putIfAbsent(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if err != nil {
				return nil, err
			}
			if e != nil && e.Value != nil {
				return e.Value, nil
			}
			_, err = m(self).put(t, a[0], a[1])
			return nil, err
		}},
		{"void putAll(Map)", func(t *thread, self any, a []any) (any, error) {
			if m(self).readOnly {
				return nil, t.throw(classUnsupported, "")
			}
			if a[0] == nil {
				return nil, t.ambiguous(self, "putAll")
			}
			if from, ok := a[0].(*Map); ok {
				m(self).reserve(from.Len())
			}
			return nil, t.iterate(a[0], func(v any) error { return t.addEntry(m(self), v) })
		}},
		{"putAll(Collection)", func(t *thread, self any, a []any) (any, error) {
			return self, t.iterate(a[0], func(v any) error { return t.addEntry(m(self), v) })
		}},
		{"leftShift(Map)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.ambiguous(self, "leftShift")
			}
			if m(self).readOnly {
				return nil, t.throw(classUnsupported, "")
			}
			return self, t.iterate(a[0], func(v any) error { return t.addEntry(m(self), v) })
		}},
		{"leftShift(Map.Entry)", func(t *thread, self any, a []any) (any, error) { return self, t.addEntry(m(self), a[0]) }},
		{"remove(Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).remove(t, a[0])
			if e == nil || err != nil {
				return nil, err
			}
			return e.Value, nil
		}},
		{"remove(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if e == nil || err != nil {
				return false, err
			}
			ok, err := t.javaEquals(e.Value, a[1])
			if !ok || err != nil {
				return false, err
			}
			_, err = m(self).remove(t, a[0])
			return true, err
		}},
		{"replace(Object,Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if e == nil || err != nil {
				return nil, err
			}
			return m(self).put(t, a[0], a[1])
		}},
		{"void clear()", func(t *thread, self any, _ []any) (any, error) { return nil, m(self).clear(t) }},
		{"containsKey(Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			return e != nil, err
		}},
		{"containsValue(Object)", func(t *thread, self any, a []any) (any, error) {
			found := false
			err := t.until(&View{m(self), viewValues}, func(v any) (bool, error) {
				ok, err := t.javaEquals(a[0], v)
				found = ok
				return ok, err
			})
			return found, err
		}},
		{"isCase(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.isCase(self, a[0])) }},
		{"keySet()", func(_ *thread, self any, _ []any) (any, error) { return &View{m(self), viewKeys}, nil }},
		{"values()", func(_ *thread, self any, _ []any) (any, error) { return &View{m(self), viewValues}, nil }},
		{"entrySet()", func(_ *thread, self any, _ []any) (any, error) { return &View{m(self), viewEntries}, nil }},
		{"each(Closure)", func(t *thread, self any, a []any) (any, error) { return walk(t, self, a[0].(*Closure), false) }},
		{"reverseEach(Closure)", func(t *thread, self any, a []any) (any, error) { return walk(t, self, a[0].(*Closure), true) }},
		{"eachWithIndex(Closure)", func(t *thread, self any, a []any) (any, error) {
			c := a[0].(*Closure)
			i := int32(0)
			return self, t.iterateMap(m(self), func(e *Entry) error {
				var err error
				switch c.nparams() {
				case 3:
					_, err = t.callClosure(c, e.Key, e.Value, boxInt(i))
				case 2:
					_, err = t.call2(c, e, boxInt(i))
				default:
					_, err = t.call1(c, e)
				}
				i++
				return err
			})
		}},
		{"findAll(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.filterMap(m(self), func(e *Entry) (bool, error) { return t.test(a[0].(*Closure), e) })
		}},
		{"groupEntriesBy(Closure)", func(t *thread, self any, a []any) (any, error) {
			return groupEntries(t, self, a[0].(*Closure), false)
		}},
		{"sum(Closure)", func(t *thread, self any, a []any) (any, error) { return t.sumOf(self, nil, false, a[0].(*Closure)) }},
		{"sum(Object,Closure)", func(t *thread, self any, a []any) (any, error) { return t.sumOf(self, a[0], true, a[1].(*Closure)) }},
		{"sort(Closure)", sort},
		{"toSorted()", func(t *thread, self any, _ []any) (any, error) {
			if m(self).isSortedMap() {
				return t.sortMap(m(self), nil)
			}
			return t.sortMapBy(m(self), func(a, b *Entry) (int, error) { return t.looseOrder(a.Value, b.Value) })
		}},
		{"toSorted(Closure)", sort},
		{"toSorted(Comparator)", func(t *thread, self any, a []any) (any, error) {
			return t.sortMapBy(m(self), func(x, y *Entry) (int, error) { return t.compareBy(a[0], x, y) })
		}},
		{"plus(Map)", plus}, {"plus(Collection)", plus},
		{"minus(Map)", func(t *thread, self any, a []any) (any, error) {
			gone, ok := a[0].(*Map)
			if !ok {
				gone = NewMap()
			}
			return t.filterMap(m(self), func(e *Entry) (bool, error) {
				f, err := gone.find(t, e.Key)
				if f == nil || err != nil {
					return true, err
				}
				same, err := t.equal(f.Value, e.Value)
				return !same, err
			})
		}},
		{"intersect(Map)", func(t *thread, self any, a []any) (any, error) {
			other, ok := a[0].(*Map)
			if !ok {
				other = NewMap()
			}
			return t.filterMap(m(self), func(e *Entry) (bool, error) {
				f, err := other.find(t, e.Key)
				if f == nil || err != nil {
					return false, err
				}
				return t.equal(f.Value, e.Value)
			})
		}},
		{"subMap(Collection)", func(t *thread, self any, a []any) (any, error) { return t.subMap(m(self), a[0], nil, false) }},
		{"subMap(Object[])", func(t *thread, self any, a []any) (any, error) { return t.subMap(m(self), a[0], nil, false) }},
		{"subMap(Collection,Object)", func(t *thread, self any, a []any) (any, error) { return t.subMap(m(self), a[0], a[1], true) }},
		{"take(int)", func(t *thread, self any, a []any) (any, error) { return part(t, self, 0, int(a[0].(int32))) }},
		{"drop(int)", func(t *thread, self any, a []any) (any, error) {
			return part(t, self, max(0, int(a[0].(int32))), 1<<30)
		}},
		{"takeWhile(Closure)", while(true)}, {"dropWhile(Closure)", while(false)},
		{"computeIfAbsent(Object,Function)", compute(true, false)},
		{"computeIfPresent(Object,BiFunction)", compute(false, true)},
		{"compute(Object,BiFunction)", compute(false, false)},
		{"merge(Object,Object,BiFunction)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if err != nil {
				return nil, err
			}
			v := a[1]
			if e != nil && e.Value != nil {
				if v, err = t.callFn(a[2], "apply", e.Value, a[1]); err != nil {
					return nil, err
				}
			}
			if v == nil {
				_, err = m(self).remove(t, a[0])
				return nil, err
			}
			_, err = m(self).put(t, a[0], v)
			return v, err
		}},
		{"void forEach(BiConsumer)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterateMap(m(self), func(e *Entry) error {
				_, err := t.callFn(a[0], "accept", e.Key, e.Value)
				return err
			})
		}},
		{"void replaceAll(BiFunction)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterateMap(m(self), func(e *Entry) error {
				v, err := t.callFn(a[0], "apply", e.Key, e.Value)
				e.Value = v
				return err
			})
		}},
		{"removeAll(Closure)", func(t *thread, self any, a []any) (any, error) {
			return boolResult(t.removeEntries(m(self), func(e *Entry) (bool, error) { return t.test(a[0].(*Closure), e) }))
		}},
		{"retainAll(Closure)", func(t *thread, self any, a []any) (any, error) {
			return boolResult(t.removeEntries(m(self), func(e *Entry) (bool, error) {
				ok, err := t.test(a[0].(*Closure), e)
				return !ok, err
			}))
		}},
		{"withDefault(Closure)", withDefault}, {"withDefault(boolean,Closure)", withDefault}, {"withDefault(boolean,boolean,Closure)", withDefault},
		{"asImmutable()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &unmodifiable) }},
		{"asUnmodifiable()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &unmodifiable) }},
		{"asSynchronized()", func(t *thread, self any, _ []any) (any, error) { return t.wrapped(self, &synchronized) }},
		{"toMapString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.show(self, styleFormat)) }},
		{"clone()", func(t *thread, self any, _ []any) (any, error) {
			c, err := t.copyMap(m(self))
			if m(self).class != classLazyMap {
				c.class = m(self).class
			}
			return c, err
		}},
		{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.equal(self, a[0])) }},
		{"getProperties()", func(_ *thread, self any, _ []any) (any, error) {
			if e := m(self).findString("properties"); e != nil {
				return e.Value, nil
			}
			return nil, nil
		}},
	},
		statics: []def{
			{"of(Object...)", func(t *thread, _ any, a []any) (any, error) {
				items := a[0].(*Array).items
				out := NewMap()
				for i := 0; i+1 < len(items); i += 2 {
					if _, err := out.put(t, items[i], items[i+1]); err != nil {
						return nil, err
					}
				}
				out.class, out.readOnly = classImmutableMap, true
				return out, nil
			}},
			{"ofEntries(Map.Entry...)", func(t *thread, _ any, a []any) (any, error) {
				out := NewMap()
				for _, e := range a[0].(*Array).items {
					if err := t.addEntry(out, e); err != nil {
						return nil, err
					}
				}
				out.class, out.readOnly = classImmutableMap, true
				return out, nil
			}},
			{"copyOf(Map)", func(t *thread, _ any, a []any) (any, error) {
				out := NewMap()
				if err := t.putAll(out, a[0].(*Map)); err != nil {
					return nil, err
				}
				out.class, out.readOnly = classImmutableMap, true
				return out, nil
			}},
			{"entry(Object,Object)", func(_ *thread, _ any, a []any) (any, error) { return &Entry{Key: a[0], Value: a[1]}, nil }},
		}}
}

func (t *thread) subMap(m *Map, keys, def any, all bool) (any, error) {
	out := emptyLike(m)
	if keys == nil {
		return nil, t.throw(classNullPointer, "")
	}
	err := t.iterate(keys, func(k any) error {
		e, err := m.find(t, k)
		if err != nil {
			return err
		}
		switch {
		case e != nil:
			_, err = out.put(t, k, e.Value)
		case all:
			_, err = out.put(t, k, def)
		}
		return err
	})
	return out, err
}

func sortedMapLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	edge := func(last, key, strict, remove bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			entries := m(self).ordered()
			if len(entries) == 0 {
				if strict {
					return nil, t.throw(classNoSuchElement, "")
				}
				return nil, nil
			}
			e := entries[0]
			if last {
				e = entries[len(entries)-1]
			}
			if remove {
				m(self).drop(e)
			}
			if key {
				return e.Key, nil
			}
			return e, nil
		}
	}
	near := func(below, equal, key bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			i, ok, err := m(self).search(t, a[0])
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
			entries := m(self).ordered()
			if i < 0 || i >= len(entries) {
				return nil, nil
			}
			if key {
				return entries[i].Key, nil
			}
			return entries[i], nil
		}
	}
	return lib{methods: []def{
		{"firstKey()", edge(false, true, true, false)}, {"lastKey()", edge(true, true, true, false)},
		{"firstEntry()", edge(false, false, false, false)}, {"lastEntry()", edge(true, false, false, false)},
		{"pollFirstEntry()", edge(false, false, false, true)}, {"pollLastEntry()", edge(true, false, false, true)},
		{"lowerKey(Object)", near(true, false, true)}, {"floorKey(Object)", near(true, true, true)},
		{"higherKey(Object)", near(false, false, true)}, {"ceilingKey(Object)", near(false, true, true)},
		{"lowerEntry(Object)", near(true, false, false)}, {"floorEntry(Object)", near(true, true, false)},
		{"higherEntry(Object)", near(false, false, false)}, {"ceilingEntry(Object)", near(false, true, false)},
	}}
}

func entryLib() lib {
	e := func(v any) *Entry { return v.(*Entry) }
	by := func(key bool) native {
		return func(*thread, any, []any) (any, error) {
			return &comparator{func(t *thread, a, b any) (int, error) {
				if key {
					return t.compare(e(a).Key, e(b).Key)
				}
				return t.compare(e(a).Value, e(b).Value)
			}}, nil
		}
	}
	return lib{
		methods: []def{
			{"getKey()", func(_ *thread, self any, _ []any) (any, error) { return e(self).Key, nil }},
			{"getValue()", func(_ *thread, self any, _ []any) (any, error) { return e(self).Value, nil }},
			{"setValue(Object)", func(t *thread, self any, a []any) (any, error) {
				if x := e(self); x.m != nil && x.m.readOnly {
					return nil, t.throw(classUnsupported, "")
				}
				old := e(self).Value
				e(self).Value = a[0]
				return old, nil
			}},
			{"hashCode()", func(t *thread, self any, _ []any) (any, error) {
				h, err := t.hash(self)
				return boxInt(h), err
			}},
		},
		statics: []def{{"comparingByKey()", by(true)}, {"comparingByValue()", by(false)}},
	}
}

func simpleEntryLib() lib {
	return lib{ctors: []def{{"(Object,Object)", func(_ *thread, _ any, a []any) (any, error) {
		return &Entry{Key: a[0], Value: a[1]}, nil
	}}}}
}
