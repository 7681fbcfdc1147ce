package groovy

// A listWalker is java.util.ListIterator.
type listWalker struct {
	l       *List
	at      int
	last    int // the element that next or previous gave, -1 for none
	changes int
}

func (*listWalker) classOf() *Class { return classListItrImpl }

func (w *listWalker) truth(*thread) (bool, error) { return w.at < len(w.l.items), nil }

func (t *thread) listWalker(v any, at int) (any, error) {
	l, ok := v.(*List)
	if !ok {
		items, err := t.slice(v)
		if err != nil {
			return nil, err
		}
		l = fixedList(classArrayList, items, listReadOnly)
	}
	if at < 0 || at > len(l.items) {
		return nil, t.throw(classIndexOutOfBounds, "Index: %d, Size: %d", at, len(l.items))
	}
	return &listWalker{l, at, -1, l.changes}, nil
}

// step goes one element forward, or back if by is -1.
func (w *listWalker) step(t *thread, by int) (any, error) {
	if w.changes != w.l.changes {
		return nil, t.throw(classConcurrentModified, "")
	}
	i := w.at
	if by < 0 {
		i--
	}
	if i < 0 || i >= len(w.l.items) {
		return nil, t.throw(classNoSuchElement, "")
	}
	w.at += by
	w.last = i
	return w.l.items[i], nil
}

func (w *listWalker) iterate(t *thread, f func(any) error) error {
	for w.at < len(w.l.items) {
		v, err := w.step(t, 1)
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

func listWalkerLib() lib {
	w := func(v any) *listWalker { return v.(*listWalker) }
	// changing guards what changes the list through the iterator.
	changing := func(sig string, needsLast bool, f func(t *thread, x *listWalker, a []any) error) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			x := w(self)
			if needsLast && x.last < 0 {
				return nil, t.throw(classIllegalState, "")
			}
			if x.changes != x.l.changes {
				return nil, t.throw(classConcurrentModified, "")
			}
			err := f(t, x, a)
			x.changes = x.l.changes
			return nil, err
		}}
	}
	return lib{methods: []def{
		{"hasNext()", func(_ *thread, self any, _ []any) (any, error) { return w(self).at < len(w(self).l.items), nil }},
		{"hasPrevious()", func(_ *thread, self any, _ []any) (any, error) { return w(self).at > 0, nil }},
		{"next()", func(t *thread, self any, _ []any) (any, error) { return w(self).step(t, 1) }},
		{"previous()", func(t *thread, self any, _ []any) (any, error) { return w(self).step(t, -1) }},
		{"nextIndex()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(w(self).at)), nil }},
		{"previousIndex()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(w(self).at - 1)), nil }},
		changing("void remove()", true, func(t *thread, x *listWalker, _ []any) error {
			_, err := x.l.removeAt(t, x.last)
			if err == nil {
				if x.last < x.at {
					x.at--
				}
				x.last = -1
			}
			return err
		}),
		changing("void set(Object)", true, func(t *thread, x *listWalker, a []any) error {
			if err := x.l.maySet(t); err != nil {
				return err
			}
			x.l.items[x.last] = a[0]
			return nil
		}),
		changing("void add(Object)", false, func(t *thread, x *listWalker, a []any) error {
			if err := x.l.insert(t, x.at, a[0]); err != nil {
				return err
			}
			x.at++
			x.last = -1
			return nil
		}),
		{"reverse()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return listIterator(newList(turned(items))), err
		}},
	}}
}
