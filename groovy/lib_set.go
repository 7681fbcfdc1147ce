package groovy

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
			return x.m.ordered()
		case *View:
			return x.m.ordered()
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
			entries := m.ordered()
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
			if i < 0 || i >= len(entries) {
				return nil, nil
			}
			return entries[i].Key, nil
		}
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
	}}
}
