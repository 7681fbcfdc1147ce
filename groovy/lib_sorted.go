package groovy

// What sorted maps and sets have beyond the everyday: parts with open or
// closed ends, and the way back. They are views, see mapView.

// partDefs are the forms of head, tail and sub, for maps and sets; m gives the
// map behind the receiver, wrap what is handed out.
func partDefs(kind string, m func(any) *Map, wrap func(*Map) any) []def {
	part := func(sig string, ends func(a []any) (low, high *bound)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			low, high := ends(a)
			p, err := t.partOf(m(self), low, high)
			if err != nil {
				return nil, err
			}
			return wrap(p), nil
		}}
	}
	flag := func(v any) bool { return v.(bool) }
	return []def{
		part("head"+kind+"(Object)", func(a []any) (*bound, *bound) { return nil, &bound{a[0], false} }),
		part("head"+kind+"(Object,boolean)", func(a []any) (*bound, *bound) { return nil, &bound{a[0], flag(a[1])} }),
		part("tail"+kind+"(Object)", func(a []any) (*bound, *bound) { return &bound{a[0], true}, nil }),
		part("tail"+kind+"(Object,boolean)", func(a []any) (*bound, *bound) { return &bound{a[0], flag(a[1])}, nil }),
		part("sub"+kind+"(Object,Object)", func(a []any) (*bound, *bound) { return &bound{a[0], true}, &bound{a[1], false} }),
		part("sub"+kind+"(Object,boolean,Object,boolean)", func(a []any) (*bound, *bound) {
			return &bound{a[0], flag(a[1])}, &bound{a[2], flag(a[3])}
		}),
	}
}

var (
	classAscendingSubMap  = &Class{name: "java.util.TreeMap$AscendingSubMap", super: classAbstractMap, ifaces: []*Class{classNavigableMap}}
	classDescendingSubMap = &Class{name: "java.util.TreeMap$DescendingSubMap", super: classAbstractMap, ifaces: []*Class{classNavigableMap}}
)

// mapResult keeps a nil *Map from becoming a value.
func mapResult(m *Map, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return m, nil
}

func asTreeSet(m *Map) any { return &Set{class: classTreeSet, m: m} }

func sortedMapGdkLib() lib {
	m := func(v any) *Map { return v.(*Map) }
	return lib{methods: append(partDefs("Map", m, func(p *Map) any { return p }),
		def{"descendingMap()", func(t *thread, self any, _ []any) (any, error) { return mapResult(t.backwards(m(self))) }},
		def{"descendingKeySet()", func(t *thread, self any, _ []any) (any, error) {
			p, err := t.backwards(m(self))
			if err != nil {
				return nil, err
			}
			return asTreeSet(p), nil
		}},
		def{"navigableKeySet()", func(_ *thread, self any, _ []any) (any, error) { return &View{m(self), viewKeys}, nil }},
		def{"comparator()", func(_ *thread, self any, _ []any) (any, error) { return m(self).order, nil }},
	)}
}

func sortedSetGdkLib() lib {
	m := func(v any) *Map {
		switch x := v.(type) {
		case *Set:
			return x.m
		case *View:
			return x.m
		}
		return &Map{class: classTreeMap, mode: mapTree}
	}
	return lib{methods: append(partDefs("Set", m, asTreeSet),
		def{"descendingSet()", func(t *thread, self any, _ []any) (any, error) {
			p, err := t.backwards(m(self))
			if err != nil {
				return nil, err
			}
			return asTreeSet(p), nil
		}},
		def{"descendingIterator()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return listIterator(newList(turned(items))), err
		}},
		def{"comparator()", func(_ *thread, self any, _ []any) (any, error) { return m(self).order, nil }},
	)}
}
