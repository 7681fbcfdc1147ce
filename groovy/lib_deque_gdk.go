package groovy

// occurrence removes the first or last element that equals v.
func (t *thread) occurrence(l *List, v any, last bool) (any, error) {
	if err := t.charge(len(l.items)); err != nil {
		return nil, err
	}
	for k := range l.items {
		i := k
		if last {
			i = len(l.items) - 1 - k
		}
		eq, err := t.javaEquals(v, l.items[i])
		if err != nil {
			return nil, err
		}
		if eq {
			_, err := l.removeAt(t, i)
			return true, err
		}
	}
	return false, nil
}

func dequeGdkLib() lib {
	return lib{methods: []def{
		{"removeFirstOccurrence(Object)", func(t *thread, self any, a []any) (any, error) {
			return t.occurrence(self.(*List), a[0], false)
		}},
		{"removeLastOccurrence(Object)", func(t *thread, self any, a []any) (any, error) {
			return t.occurrence(self.(*List), a[0], true)
		}},
	}}
}

// arrayDequeLib is the methods of ArrayDeque that say no to null.
func arrayDequeLib() lib {
	var l lib
	for _, sig := range [...]string{"add(Object)", "offer(Object)", "offerFirst(Object)", "offerLast(Object)", "void push(Object)", "void addFirst(Object)", "void addLast(Object)", "leftShift(Object)"} {
		probe := parseDef(classArrayDeque, def{sig, nil})
		l.methods = append(l.methods, def{sig, func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return t.inherited(probe, self, a)
		}})
	}
	return l
}

// vectorLib is what Vector calls otherwise than other lists.
func vectorLib() lib {
	end := func(last bool) native {
		return func(t *thread, self any, _ []any) (any, error) {
			l := self.(*List)
			if len(l.items) == 0 {
				return nil, t.throw(classNoSuchElement, "")
			}
			if last {
				return l.items[len(l.items)-1], nil
			}
			return l.items[0], nil
		}
	}
	return lib{methods: []def{
		{"firstElement()", end(false)},
		{"lastElement()", end(true)},
		{"elementAt(int)", func(t *thread, self any, a []any) (any, error) {
			l, i := self.(*List), int(a[0].(int32))
			if i < 0 || i >= len(l.items) {
				return nil, t.throw(classArrayIndex, "%d >= %d", i, len(l.items))
			}
			return l.items[i], nil
		}},
		{"void insertElementAt(Object,int)", func(t *thread, self any, a []any) (any, error) {
			l, i := self.(*List), int(a[1].(int32))
			if i < 0 || i > len(l.items) {
				return nil, t.throw(classArrayIndex, "%d > %d", i, len(l.items))
			}
			return nil, l.insert(t, i, a[0])
		}},
		{"void setElementAt(Object,int)", func(t *thread, self any, a []any) (any, error) {
			l, i := self.(*List), int(a[1].(int32))
			if i < 0 || i >= len(l.items) {
				return nil, t.throw(classArrayIndex, "%d >= %d", i, len(l.items))
			}
			l.items[i] = a[0]
			return nil, nil
		}},
		{"void removeElementAt(int)", func(t *thread, self any, a []any) (any, error) {
			l, i := self.(*List), int(a[0].(int32))
			if i < 0 || i >= len(l.items) {
				return nil, t.throw(classArrayIndex, "%d >= %d", i, len(l.items))
			}
			_, err := l.removeAt(t, i)
			return nil, err
		}},
		{"elements()", func(t *thread, self any, _ []any) (any, error) { return t.enumeration(self) }},
		{"capacity()", func(_ *thread, self any, _ []any) (any, error) {
			// Ten places to begin with, twice as many whenever they are full.
			n := 10
			for n < len(self.(*List).items) {
				n *= 2
			}
			return boxInt(int32(n)), nil
		}},
		{"void addElement(Object)", func(t *thread, self any, a []any) (any, error) { return nil, self.(*List).add(t, a[0]) }},
		{"void removeAllElements()", func(t *thread, self any, _ []any) (any, error) { return nil, t.replaceItems(self, nil) }},
	}}
}

// rangeGdkLib is where a range is no list like others.
func rangeGdkLib() lib {
	return lib{methods: []def{
		{"get(int)", func(t *thread, self any, a []any) (any, error) {
			r, i := self.(*Range), int(a[0].(int32))
			switch {
			case i < 0:
				return nil, t.throw(classIndexOutOfBounds, "Index: %d should not be negative", i)
			case i >= r.count:
				s, err := t.rangeText(r, false)
				if err != nil {
					return nil, err
				}
				return nil, t.throw(classIndexOutOfBounds, "Index: %d too big for range: %s", i, s)
			}
			return r.at(i), nil
		}},
		{"subList(int,int)", func(t *thread, self any, a []any) (any, error) {
			r, from, to := self.(*Range), int(a[0].(int32)), int(a[1].(int32))
			if err := t.within(from, to, r.count); err != nil {
				return nil, err
			}
			if r.ints && from < to {
				return t.newRange(r.at(from), r.at(to-1), false)
			}
			return t.subList(self, from, to)
		}},
	}}
}
