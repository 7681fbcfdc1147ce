package groovy

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
			items, err := t.keptItems(l(self).items)
			reverse(items)
			return listIterator(newList(items)), err
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
