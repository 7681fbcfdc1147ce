package groovy

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
		if err := x.fresh(t); err != nil {
			return nil, err
		}
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
		{"void putAt(int,Object)", putAt},
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
			if x == nil || x.fixed != listOpen {
				return nil, t.throw(classUnsupported, "")
			}
			if i < 0 || i > len(x.items) {
				return nil, t.throw(classIndexOutOfBounds, "Index: %d, Size: %d", i, len(x.items))
			}
			return nil, x.insert(t, i, a[1])
		}},
		{"addAll(int,Object[])", func(t *thread, self any, a []any) (any, error) {
			return t.invoke(self, "addAll", a[0], newList(a[1].(*Array).items))
		}},
		{"addAll(int,Collection)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			i := int(a[0].(int32))
			if x == nil || x.fixed != listOpen {
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

		{"execute()", func(t *thread, self any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "execute is not available to scripts: scripts cannot start processes")
		}},
		{"void replaceAll(UnaryOperator)", func(t *thread, self any, a []any) (any, error) {
			x := l(self)
			if x == nil || refusesAll(x) || x.fixed == listReadOnly && len(x.items) > 0 {
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
	},
		statics: []def{
			{"of(Object...)", func(_ *thread, _ any, a []any) (any, error) {
				return fixedList(classImmutableList, append([]any(nil), a[0].(*Array).items...), listReadOnly), nil
			}},
			{"copyOf(Collection)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				return fixedList(classImmutableList, items, listReadOnly), err
			}},
		}}
}

func reverse(l []any) {
	for i, j := 0, len(l)-1; i < j; i, j = i+1, j-1 {
		l[i], l[j] = l[j], l[i]
	}
}
