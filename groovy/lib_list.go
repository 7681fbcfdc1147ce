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
