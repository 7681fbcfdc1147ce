package groovy

// mapGdkLib is what maps have beyond the everyday.
func mapGdkLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	return lib{methods: []def{
		{"replace(Object,Object,Object)", func(t *thread, self any, a []any) (any, error) {
			e, err := m(self).find(t, a[0])
			if e == nil || err != nil {
				return false, err
			}
			ok, err := t.javaEquals(e.Value, a[1])
			if !ok || err != nil {
				return false, err
			}
			_, err = m(self).put(t, a[0], a[2])
			return true, err
		}},
		{"sort()", func(t *thread, self any, _ []any) (any, error) { return t.treeOf(m(self), nil) }},
		{"sort(Comparator)", func(t *thread, self any, a []any) (any, error) { return t.treeOf(m(self), a[0]) }},
		{"subMap(Object...)", func(t *thread, self any, a []any) (any, error) {
			out := m(self).alike()
			for _, k := range a[0].(*Array).items {
				e, err := m(self).find(t, k)
				if err != nil {
					return nil, err
				}
				if e == nil {
					continue
				}
				if _, err := out.put(t, e.Key, e.Value); err != nil {
					return nil, err
				}
			}
			return out, nil
		}},
		{"toMapString(int)", func(t *thread, self any, a []any) (any, error) { return t.shortText(self, int(a[0].(int32))) }},
		{"spread()", func(t *thread, self any, _ []any) (any, error) {
			out := NewMap()
			return out, t.putAll(out, m(self))
		}},
		{"toSpreadMap()", func(t *thread, self any, _ []any) (any, error) {
			out := NewMap()
			return out, t.putAll(out, m(self))
		}},
		{"collect(Collection,Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.collect(self, a[1].(*Closure), a[0])
		}},
		{"max(Comparator)", extremeBy(1)},
		{"min(Comparator)", extremeBy(-1)},
		{"groupBy(Closure)", func(t *thread, self any, a []any) (any, error) { return t.groupMap(m(self), a[0].(*Closure)) }},
	}}
}

// treeOf makes a TreeMap of a map. Without a comparator keys are compared as
// sort() compares elements.
func (t *thread) treeOf(m *Map, by any) (any, error) {
	tree := &Map{class: classTreeMap, mode: mapTree, order: by}
	return tree, t.putAll(tree, m)
}

var (
	classMapEntry   = &Class{name: "groovy.util.MapEntry", super: classObject, ifaces: []*Class{classEntry}}
	classProperties = &Class{name: "java.util.Properties", super: classHashtable}
)

// A mapEntry is groovy.util.MapEntry: a pair that belongs to no map.
type mapEntry struct{ key, value any }

func (*mapEntry) classOf() *Class { return classMapEntry }

func (e *mapEntry) text(t *thread) (string, error) {
	return t.entryText(&Entry{Key: e.key, Value: e.value})
}

func (e *mapEntry) equals(t *thread, other any) (bool, error) {
	switch o := other.(type) {
	case *mapEntry:
		return t.both(e.key, o.key, e.value, o.value, t.equal)
	case *Entry:
		return t.both(e.key, o.Key, e.value, o.Value, t.equal)
	}
	return false, nil
}

func (e *mapEntry) hashCode(t *thread) (int32, error) {
	k, err := t.hash(e.key)
	if err != nil {
		return 0, err
	}
	v, err := t.hash(e.value)
	return k ^ v, err
}

func mapEntryLib() lib {
	e := func(v any) *mapEntry { return v.(*mapEntry) }
	return lib{
		ctors: []def{{"(Object,Object)", func(_ *thread, _ any, a []any) (any, error) { return &mapEntry{a[0], a[1]}, nil }}},
		methods: []def{
			{"getKey()", func(_ *thread, self any, _ []any) (any, error) { return e(self).key, nil }},
			{"getValue()", func(_ *thread, self any, _ []any) (any, error) { return e(self).value, nil }},
			{"setKey(Object)", func(_ *thread, self any, a []any) (any, error) { e(self).key = a[0]; return a[0], nil }},
			{"setValue(Object)", func(_ *thread, self any, a []any) (any, error) { e(self).value = a[0]; return a[0], nil }},
		},
	}
}

func propertiesLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) {
			return &Map{class: classProperties, mode: mapHash, capacity: 16}, nil
		}}},
		methods: []def{
			{"getProperty(String)", func(_ *thread, self any, a []any) (any, error) {
				k, _ := a[0].(string)
				v, _ := m(self).Get(k)
				return v, nil
			}},
			{"getProperty(String,String)", func(_ *thread, self any, a []any) (any, error) {
				k, _ := a[0].(string)
				if v, ok := m(self).Get(k); ok {
					return v, nil
				}
				return a[1], nil
			}},
			{"setProperty(String,String)", func(t *thread, self any, a []any) (any, error) { return m(self).put(t, a[0], a[1]) }},
			{"stringPropertyNames()", func(t *thread, self any, _ []any) (any, error) {
				s := newSet(classHashSet)
				return s, t.iterateMap(m(self), func(e *Entry) error {
					_, err := s.add(t, e.Key)
					return err
				})
			}},
		},
	}
}
