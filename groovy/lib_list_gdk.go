package groovy

// collectionGdkLib is what all collections have from Groovy beyond walking.
func collectionGdkLib() lib {
	return lib{methods: []def{
		{"size()", func(t *thread, self any, _ []any) (any, error) {
			// A map made into a Collection has no size() but this one, which asks
			// it again; the depth of calls ends that.
			if err := t.enter(); err != nil {
				return nil, err
			}
			defer t.exit()
			n, err := t.sizeOf(self)
			return boxInt(int32(n)), err
		}},
		{"inject(Closure)", func(t *thread, self any, a []any) (any, error) {
			if n, err := t.sizeOf(self); err != nil || n == 0 {
				if err != nil {
					return nil, err
				}
				return nil, t.throw(classNoSuchElement, "Cannot call inject() on an empty collection without passing an initial value.")
			}
			return t.inject(self, nil, false, a[0].(*Closure))
		}},
		{"plus(Iterable)", func(t *thread, self any, a []any) (any, error) { return t.plusAll(self, a[0]) }},
		{"plus(Object)", func(t *thread, self any, a []any) (any, error) {
			into, err := t.copyAlike(self)
			if err != nil {
				return nil, err
			}
			return into, t.addTo(into, a[0])
		}},
		{"minus(Iterable)", func(t *thread, self any, a []any) (any, error) { return t.minus(self, a[0]) }},
		{"minus(Object)", func(t *thread, self any, a []any) (any, error) {
			if s, ok := nativeOf(self).(*Set); ok {
				return t.minusSet(self, s.m.order, nil, a[:1])
			}
			return t.without(self, a[:1], nil)
		}},
		{"multiply(Number)", func(t *thread, self any, a []any) (any, error) {
			n, err := t.intArg(a[0])
			if err != nil {
				return nil, err
			}
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if n < 0 {
				return nil, t.throw(classIllegalArgument, "Illegal Capacity: %d", n*len(items))
			}
			into := t.alike(self)
			for range n {
				if err := t.charge(1 + len(items)); err != nil {
					return nil, err
				}
				for _, e := range items {
					if err := t.addTo(into, e); err != nil {
						return nil, err
					}
				}
			}
			return into, nil
		}},
		{"intersect(Collection)", func(t *thread, self any, a []any) (any, error) { return t.intersect(self, a[0]) }},
		{"intersect(Iterable)", func(t *thread, self any, a []any) (any, error) { return t.intersect(self, a[0]) }},
		{"asList()", func(t *thread, self any, _ []any) (any, error) {
			if classOf(self).isSubclassOf(classList) {
				return self, nil
			}
			items, err := t.slice(self)
			return newList(items), err
		}},
		{"getIndices()", func(t *thread, self any, _ []any) (any, error) {
			n, err := t.sizeOf(self)
			return newIntRange(0, int32(n), true), err
		}},
		{"toListString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.format(self)) }},
		{"toListString(int)", func(t *thread, self any, a []any) (any, error) { return t.shortText(self, int(a[0].(int32))) }},
		{"getAt(int)", func(t *thread, self any, a []any) (any, error) { return t.nth(self, int(a[0].(int32))) }},
	}}
}

// arraySortLib is what only arrays have of them: a List's sort(Comparator) is
// Java's, which gives nothing.
func arraySortLib() lib {
	return lib{methods: []def{
		{"sort(Comparator)", func(t *thread, self any, a []any) (any, error) { return t.sortOf(self, a[0], true) }},
	}}
}

// sortLib is sort and unique in all their forms.
func sortLib() lib {
	return lib{methods: []def{
		{"sort()", func(t *thread, self any, _ []any) (any, error) { return t.sortOf(self, nil, true) }},
		{"sort(boolean)", func(t *thread, self any, a []any) (any, error) { return t.sortOf(self, nil, a[0].(bool)) }},
		{"sort(Closure)", func(t *thread, self any, a []any) (any, error) { return t.sortOf(self, a[0], true) }},
		{"sort(boolean,Closure)", func(t *thread, self any, a []any) (any, error) { return t.sortOf(self, a[1], a[0].(bool)) }},
		{"sort(boolean,Comparator)", func(t *thread, self any, a []any) (any, error) { return t.sortOf(self, a[1], a[0].(bool)) }},
		{"unique()", func(t *thread, self any, _ []any) (any, error) { return t.uniqueOf(self, nil, true) }},
		{"unique(boolean)", func(t *thread, self any, a []any) (any, error) { return t.uniqueOf(self, nil, a[0].(bool)) }},
		{"unique(Closure)", func(t *thread, self any, a []any) (any, error) { return t.uniqueOf(self, a[0], true) }},
		{"unique(Comparator)", func(t *thread, self any, a []any) (any, error) { return t.uniqueOf(self, a[0], true) }},
		{"unique(boolean,Closure)", func(t *thread, self any, a []any) (any, error) { return t.uniqueOf(self, a[1], a[0].(bool)) }},
		{"unique(boolean,Comparator)", func(t *thread, self any, a []any) (any, error) { return t.uniqueOf(self, a[1], a[0].(bool)) }},
	}}
}

// iterableGdkLib is iterator() of what is Iterable by a closure or map, which
// asks itself; the depth of calls ends that.
func iterableGdkLib() lib {
	return lib{methods: []def{
		{"iterator()", func(t *thread, self any, _ []any) (any, error) {
			if err := t.enter(); err != nil {
				return nil, err
			}
			defer t.exit()
			return t.iterator(self)
		}},
	}}
}

func arrayGdkLib() lib {
	return lib{methods: []def{
		{"getIndices()", func(_ *thread, self any, _ []any) (any, error) {
			return newIntRange(0, int32(len(self.(*Array).items)), true), nil
		}},
		{"reverseEach(Closure)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return self, t.eachOf(newList(turned(items)), a[0].(*Closure), func(any) error { return nil })
		}},
	}}
}

func listGdkLib() lib {
	putPart := func(t *thread, self any, a []any) (any, error) { return nil, t.putPart(self, a[0].(*Range), a[1]) }
	return lib{methods: []def{
		{"getAt(Range)", func(t *thread, self any, a []any) (any, error) { return t.part(self, a[0].(*Range)) }},
		{"getAt(Collection)", func(t *thread, self any, a []any) (any, error) { return t.pickAt(self, a[0]) }},
		{"void putAt(IntRange,Object)", putPart}, {"void putAt(EmptyRange,Object)", putPart},
		{"void putAt(List,Object)", func(t *thread, self any, a []any) (any, error) { return nil, t.putPlaces(self, a[0], a[1]) }},
		{"swap(int,int)", func(t *thread, self any, a []any) (any, error) {
			return self, t.swap(self, int(a[0].(int32)), int(a[1].(int32)))
		}},
		{"reverse()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return newList(turned(items)), t.alloc(16 * len(items))
		}},
		{"reverse(boolean)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if !a[0].(bool) {
				return newList(turned(items)), t.alloc(16 * len(items))
			}
			return self, t.replaceItems(self, turned(items))
		}},
		{"reverseEach(Closure)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			return self, t.eachOf(newList(turned(items)), a[0].(*Closure), func(any) error { return nil })
		}},
		{"asReversed()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(turned(items)), err
		}},
		{"push(Object)", func(t *thread, self any, a []any) (any, error) { return true, t.addTo(self, a[0]) }},
		{"pop()", func(t *thread, self any, _ []any) (any, error) {
			l, ok := self.(*List)
			if !ok || len(l.items) == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot pop() an empty List")
			}
			return l.removeAt(t, len(l.items)-1)
		}},
		{"removeLast()", func(t *thread, self any, _ []any) (any, error) {
			l, ok := self.(*List)
			if !ok || len(l.items) == 0 {
				return nil, t.throw(classNoSuchElement, "Cannot removeLast() an empty List")
			}
			return l.removeAt(t, len(l.items)-1)
		}},
		{"plus(int,Object[])", func(t *thread, self any, a []any) (any, error) {
			return t.invoke(self, "plus", a[0], newList(a[1].(*Array).items))
		}},
		{"plus(int,Iterable)", func(t *thread, self any, a []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			more, err := t.slice(a[1])
			if err != nil {
				return nil, err
			}
			out := newList(items)
			i := int(a[0].(int32))
			if i < 0 || i > len(items) {
				return nil, t.throw(classIndexOutOfBounds, "Index: %d, Size: %d", i, len(items))
			}
			return out, out.insert(t, i, more...)
		}},
		{"subList(int,int)", func(t *thread, self any, a []any) (any, error) {
			return t.subList(self, int(a[0].(int32)), int(a[1].(int32)))
		}},
		{"listIterator()", func(t *thread, self any, _ []any) (any, error) { return t.listWalker(self, 0) }},
		{"listIterator(int)", func(t *thread, self any, a []any) (any, error) { return t.listWalker(self, int(a[0].(int32))) }},
		{"withDefault(Closure)", func(t *thread, self any, a []any) (any, error) { return t.listWithDefault(self, a[0].(*Closure), true) }},
		{"withLazyDefault(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.listWithDefault(self, a[0].(*Closure), true)
		}},
		{"withEagerDefault(Closure)", func(t *thread, self any, a []any) (any, error) {
			return t.listWithDefault(self, a[0].(*Closure), false)
		}},
		{"void sort(Comparator)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.sortInPlace(self, t.naturalBy(a[0]))
		}},
		{"void ensureCapacity(int)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"void trimToSize()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"toSpreadMap()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			if err != nil {
				return nil, err
			}
			if len(items)%2 != 0 {
				return nil, t.throw(classGroovyRuntime, "Fail to convert List to SpreadMap, because it's size is not even.")
			}
			m := NewMap()
			for i := 0; i < len(items); i += 2 {
				if _, err := m.put(t, items[i], items[i+1]); err != nil {
					return nil, err
				}
			}
			return m, nil
		}},
	}}
}
