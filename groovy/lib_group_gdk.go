package groovy

// groupLib is what sorts elements into maps or makes one thing of all:
// groupBy, countBy, collectEntries, indexed, sum, min, max and their like. It
// is for all that can be walked over; a map hands out entries.
func groupLib() lib {
	return lib{methods: []def{
		{"groupBy(Object...)", func(t *thread, self any, a []any) (any, error) { return t.groupByAll(self, a[0].(*Array).items) }},
		{"groupBy(List)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			cs, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			return t.groupByAll(self, cs)
		}},
		{"countBy(Closure)", func(t *thread, self any, a []any) (any, error) {
			c, m := a[0].(*Closure), NewMap()
			err := t.iterate(self, func(e any) error {
				k, err := t.callElement(c, e)
				if err != nil {
					return err
				}
				old, err := m.find(t, k)
				if err != nil {
					return err
				}
				if old != nil {
					old.Value = boxInt(old.Value.(int32) + 1)
					return nil
				}
				_, err = m.put(t, k, boxInt(1))
				return err
			})
			return m, err
		}},
		{"count(Object)", func(t *thread, self any, a []any) (any, error) {
			return t.countIf(self, func(e any) (bool, error) { return t.equal(e, a[0]) })
		}},
		{"count(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.countIf(self, func(e any) (bool, error) { return t.test(a[0].(*Closure), e) })
		}},
		{"collectMany(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectMany(self, newList(nil), a[0].(*Closure))
		}},
		{"collectMany(Collection,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectMany(self, a[0], a[1].(*Closure))
		}},
		{"collectEntries()", func(t *thread, self any, _ []any) (any, error) { return t.collectEntries(self, nil, nil) }},
		{"collectEntries(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectEntries(self, nil, a[0].(*Closure))
		}},
		{"collectEntries(Map)", func(t *thread, self any, a []any) (any, error) { return t.collectEntries(self, a[0], nil) }},
		{"collectEntries(Map,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectEntries(self, a[0], a[1].(*Closure))
		}},
		{"findResults()", func(t *thread, self any, _ []any) (any, error) { return t.findResults(self, nil) }},
		{"findResults(Closure)", func(t *thread, self any, a []any) (any, error) { return t.findResults(self, a[0].(*Closure)) }},
		{"min(Closure)", func(t *thread, self any, a []any) (any, error) { return t.extreme(self, a[0], -1) }},
		{"max(Closure)", func(t *thread, self any, a []any) (any, error) { return t.extreme(self, a[0], 1) }},
	}}
}

// walkLib adds what needs elements that are no entries.
func walkLib() lib {
	return lib{methods: []def{
		{"groupBy(Closure)", func(t *thread, self any, a []any) (any, error) { return t.groupBy(self, a[0].(*Closure)) }},
		{"min(Comparator)", extremeBy(-1)},
		{"max(Comparator)", extremeBy(1)},
		{"min()", func(t *thread, self any, _ []any) (any, error) { return t.extreme(self, nil, -1) }},
		{"max()", func(t *thread, self any, _ []any) (any, error) { return t.extreme(self, nil, 1) }},
		{"sum()", func(t *thread, self any, _ []any) (any, error) { return t.sum(self, nil, false, nil) }},
		{"sum(Object)", func(t *thread, self any, a []any) (any, error) { return t.sum(self, a[0], true, nil) }},
		{"sum(Closure)", func(t *thread, self any, a []any) (any, error) { return t.sum(self, nil, false, a[0].(*Closure)) }},
		{"sum(Object,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.sum(self, a[0], true, a[1].(*Closure))
		}},
		{"average()", func(t *thread, self any, _ []any) (any, error) { return t.average(self, nil) }},
		{"average(Closure)", func(t *thread, self any, a []any) (any, error) { return t.average(self, a[0].(*Closure)) }},
		{"collectNested(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectNested(self, newList(nil), a[0].(*Closure))
		}},
		{"collectNested(Collection,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectNested(self, a[0], a[1].(*Closure))
		}},
		{"collectAll(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collectNested(self, newList(nil), a[0].(*Closure))
		}},
		{"flatten()", func(t *thread, self any, _ []any) (any, error) { return t.flatten(self, t.alike(self), nil) }},
		{"flatten(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.flatten(self, t.alike(self), a[0].(*Closure))
		}},
		{"toList()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(items), err
		}},
		{"toSet()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if instanceOf(self, classIterator) {
				return t.setOf(classHashSet, items)
			}
			return t.smallHashSetOf(items)
		}},
		{"join()", func(t *thread, self any, _ []any) (any, error) { return t.joined(self, "") }},
		{"join(String)", func(t *thread, self any, a []any) (any, error) {
			sep, _ := a[0].(string)
			return t.joined(self, sep)
		}},
		{"minMax()", func(t *thread, self any, _ []any) (any, error) { return t.minMax(self, nil) }},
		{"minMax(Closure)", func(t *thread, self any, a []any) (any, error) { return t.minMax(self, a[0]) }},
		{"injectAll(Object,Closure)", func(t *thread, self any, a []any) (any, error) { return t.injectAll(self, a[0], a[1].(*Closure)) }},
		{"eachEntry(Closure)", func(t *thread, self any, a []any) (any, error) {
			return self, t.eachOf(self, a[0].(*Closure), func(any) error { return nil })
		}},
	}}
}

// numberedLib adds what an Iterator answers with another one, all else with
// what holds the elements.
func numberedLib() lib {
	return lib{methods: []def{
		{"withIndex()", func(t *thread, self any, _ []any) (any, error) { return t.withIndex(self, 0) }},
		{"withIndex(int)", func(t *thread, self any, a []any) (any, error) { return t.withIndex(self, a[0].(int32)) }},
		{"indexed()", func(t *thread, self any, _ []any) (any, error) { return t.indexed(self, 0) }},
		{"indexed(int)", func(t *thread, self any, a []any) (any, error) { return t.indexed(self, a[0].(int32)) }},
		{"toSorted()", func(t *thread, self any, _ []any) (any, error) { return t.toSorted(self, nil) }},
		{"toSorted(Closure)", func(t *thread, self any, a []any) (any, error) { return t.toSorted(self, a[0]) }},
		{"toSorted(Comparator)", func(t *thread, self any, a []any) (any, error) { return t.toSorted(self, a[0]) }},
		{"toUnique()", func(t *thread, self any, _ []any) (any, error) { return t.toUnique(self, nil) }},
		{"toUnique(Closure)", func(t *thread, self any, a []any) (any, error) { return t.toUnique(self, a[0]) }},
		{"toUnique(Comparator)", func(t *thread, self any, a []any) (any, error) { return t.toUnique(self, a[0]) }},
	}}
}

func (t *thread) groupBy(v any, c *Closure) (*Map, error) {
	m := NewMap()
	err := t.iterate(v, func(e any) error {
		k, err := t.callElement(c, e)
		if err != nil {
			return err
		}
		return t.intoGroup(m, k, e)
	})
	return m, err
}

func (t *thread) intoGroup(m *Map, key, v any) error {
	old, err := m.find(t, key)
	if err != nil {
		return err
	}
	if old != nil {
		return old.Value.(*List).add(t, v)
	}
	if err := t.alloc(64); err != nil {
		return err
	}
	_, err = m.put(t, key, newList([]any{v}))
	return err
}

// groupByAll groups by the first closure, every group by the next, and so on.
func (t *thread) groupByAll(v any, closures []any) (any, error) {
	if len(closures) == 0 {
		closures = []any{nativeClosure(classClosure, 1, nil, func(_ *thread, a []any) (any, error) { return a[0], nil })}
	}
	c, ok := closures[0].(*Closure)
	if !ok && closures[0] == nil {
		return nil, t.throw(classNullPointer, "")
	}
	if !ok {
		return nil, t.castError(closures[0], classClosure)
	}
	var groups *Map
	var err error
	if m, isMap := nativeOf(v).(*Map); isMap {
		groups, err = t.groupMap(m, c)
	} else {
		groups, err = t.groupBy(v, c)
	}
	if err != nil || len(closures) == 1 {
		return groups, err
	}
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	for _, e := range groups.ordered() {
		if e.Value, err = t.groupByAll(e.Value, closures[1:]); err != nil {
			return nil, err
		}
	}
	return groups, nil
}

// groupMap is groupBy of a map, whose groups are maps like it.
func (t *thread) groupMap(m *Map, c *Closure) (*Map, error) {
	groups := NewMap()
	err := t.iterateMap(m, func(e *Entry) error {
		k, err := t.callElement(c, e)
		if err != nil {
			return err
		}
		old, err := groups.find(t, k)
		if err != nil {
			return err
		}
		var g *Map
		if old != nil {
			g = old.Value.(*Map)
		} else {
			g = m.alike()
			if _, err := groups.put(t, k, g); err != nil {
				return err
			}
		}
		_, err = g.put(t, e.Key, e.Value)
		return err
	})
	return groups, err
}

func (t *thread) countIf(v any, f func(e any) (bool, error)) (any, error) {
	n := int32(0)
	err := t.iterate(v, func(e any) error {
		ok, err := f(e)
		if ok {
			n++
		}
		return err
	})
	return boxInt(n), err
}

func (t *thread) collectMany(v, into any, c *Closure) (any, error) {
	err := t.eachOf(v, c, func(r any) error {
		if r == nil {
			return t.throw(classNullPointer, "")
		}
		if !classOf(r).isSubclassOf(classCollection) && classOf(r).kind != kindArray {
			return t.castError(r, classCollection)
		}
		return t.iterate(r, func(e any) error { return t.addTo(into, e) })
	})
	return into, err
}

// collectEntries makes a map of pairs: lists of two, entries or maps.
func (t *thread) collectEntries(v, into any, c *Closure) (any, error) {
	m, ok := nativeOf(into).(*Map)
	if !ok {
		m = NewMap()
		if from, ok := nativeOf(v).(*Map); ok {
			m = from.alike()
		}
	}
	err := t.iterate(v, func(e any) error {
		if c != nil {
			var err error
			if e, err = t.callElement(c, e); err != nil {
				return err
			}
		}
		return t.putPair(m, e)
	})
	if into != nil {
		return into, err
	}
	return m, err
}

func (t *thread) putPair(m *Map, pair any) error {
	var k, v any
	switch x := nativeOf(pair).(type) {
	case nil:
		return t.throw(classNullPointer, "Cannot invoke \"java.util.Map$Entry.getKey()\" because \"entry\" is null")
	case *Map:
		return t.putAll(m, x)
	case *Entry:
		k, v = x.Key, x.Value
	case *List, *Array, *Range:
		items, err := t.slice(x)
		if err != nil {
			return err
		}
		if len(items) > 0 {
			k = items[0]
		}
		if len(items) > 1 {
			v = items[1]
		}
	default:
		e, err := t.asType(pair, classEntry)
		if err != nil {
			return err
		}
		if k, err = t.invoke(e, "getKey"); err != nil {
			return err
		}
		if v, err = t.invoke(e, "getValue"); err != nil {
			return err
		}
	}
	_, err := m.put(t, k, v)
	return err
}

func (t *thread) findResults(v any, c *Closure) (any, error) {
	out := newList(nil)
	err := t.iterate(v, func(e any) error {
		if c != nil {
			var err error
			if e, err = t.callElement(c, e); err != nil {
				return err
			}
		}
		if e == nil {
			return nil
		}
		return out.add(t, e)
	})
	return out, err
}

func (t *thread) findIndexesFrom(v any, from int64, c *Closure) ([]any, error) {
	var out []any
	i := int64(-1)
	err := t.iterate(v, func(e any) error {
		if i++; i < from {
			return nil
		}
		ok, err := t.test(c, e)
		if ok {
			out = append(out, i)
		}
		return err
	})
	return out, err
}
