package groovy

// iterate calls f with every element of whatever Groovy can walk over, as
// for (x in v) and each do. A list that is changed meanwhile is found out, as
// Java does. Every element is one step of work.
func (t *thread) iterate(v any, f func(any) error) error {
	switch x := v.(type) {
	case nil:
		return nil
	case *List:
		if err := x.fresh(t); err != nil {
			return err
		}
		changes := x.changes
		for i := 0; i != len(x.items); i++ {
			if x.changes != changes || i > len(x.items) {
				return t.throw(classConcurrentModified, "")
			}
			if err := t.step(); err != nil {
				return err
			}
			if err := f(x.items[i]); err != nil {
				return err
			}
		}
		return nil
	case *Range:
		for i := range x.count {
			if err := t.step(); err != nil {
				return err
			}
			if err := f(x.at(i)); err != nil {
				return err
			}
		}
		return nil
	case *Map:
		return t.iterateMap(x, func(e *Entry) error { return f(e) })
	case *View:
		return t.iterateMap(x.m, func(e *Entry) error { return f(x.of(e)) })
	case *Set:
		return t.iterateMap(x.m, func(e *Entry) error { return f(e.Key) })
	case *Array:
		for i := range x.items {
			if err := t.step(); err != nil {
				return err
			}
			if err := f(x.items[i]); err != nil {
				return err
			}
		}
		return nil
	case string:
		return eachUnit(x, func(one string) error {
			if err := t.step(); err != nil {
				return err
			}
			return f(one)
		})
	case *GString:
		s, err := t.gtext(x)
		if err != nil {
			return err
		}
		return t.iterate(s, f)
	case *Iterator:
		for {
			e, ok, err := x.advance(t)
			if !ok || err != nil {
				return err
			}
			if err := t.step(); err != nil {
				return err
			}
			if err := f(e); err != nil {
				return err
			}
		}
	case iterable:
		if err := t.enter(); err != nil {
			return err
		}
		defer t.exit()
		return x.iterate(t, func(e any) error {
			if err := t.step(); err != nil {
				return err
			}
			return f(e)
		})
	case Iterable:
		var own error // what ended the walk from this side, which stays as it is
		err := x.Iterate(t.host(), func(e any) error {
			if own = t.step(); own == nil {
				own = f(FromGo(e))
			}
			return own
		})
		if own != nil || err == nil {
			return own
		}
		return t.fromHost(err)
	case *Object:
		if s := x.class.findMethods("iterator"); s != nil && s.all[0].fn != nil || t.redefined(x, "iterator") {
			it, err := t.invoke(x, "iterator")
			if err != nil {
				return err
			}
			return t.iterateAny(it, f)
		}
		if x.class.isSubclassOf(classIterator) {
			return t.iterateAny(x, f)
		}
		if in := x.behind(); in != nil && asThrowable(x) == nil {
			return t.iterate(in, f)
		}
	case *Proxy:
		if x.class == classIterator {
			return t.iterateAny(x, f)
		}
		if x.class == classIterable {
			it, err := t.invoke(x, "iterator")
			if err != nil {
				return err
			}
			return t.iterateAny(it, f)
		}
	case *Class:
		if x.isEnum() {
			vals, err := t.enumValues(x)
			if err != nil {
				return err
			}
			return t.iterate(newList(vals), f)
		}
	}
	if err := t.step(); err != nil {
		return err
	}
	return f(v)
}

// iterable is a library value that can be walked over.
type iterable interface {
	iterate(t *thread, f func(any) error) error
}

// iterateAny walks with hasNext() and next() of whatever has them.
func (t *thread) iterateAny(it any, f func(any) error) error {
	// What iterator() gives may be the collection itself.
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	o, ok := it.(*Object)
	_, proxy := it.(*Proxy)
	if !proxy && (!ok || !o.class.isSubclassOf(classIterator) || o.native != nil) {
		return t.iterate(it, f)
	}
	for {
		if err := t.step(); err != nil {
			return err
		}
		more, err := t.invoke(it, "hasNext")
		if err != nil {
			return err
		}
		if b, err := t.truth(more); !b || err != nil {
			return err
		}
		e, err := t.invoke(it, "next")
		if err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
	}
}

func (t *thread) iterateMap(m *Map, f func(*Entry) error) error {
	entries, changes := m.ordered(), m.modified()
	for i := liveFrom(entries, 0); i < len(entries); {
		e := entries[i]
		// Java looks one ahead: a change at the last entry goes unnoticed.
		i = liveFrom(entries, i+1)
		if err := t.step(); err != nil {
			return err
		}
		if err := f(m.handedOut(e)); err != nil {
			return err
		}
		if i < len(entries) && m.modified() != changes {
			return t.throw(classConcurrentModified, "")
		}
	}
	return nil
}

// handedOut is what a walk over m gives for an entry: of a map that shows
// another one unmodifiably, a copy that cannot be set.
func (m *Map) handedOut(e *Entry) *Entry {
	if m.readOnly && m.view != nil {
		return &Entry{Key: e.Key, Value: e.Value, m: m}
	}
	return e
}

// liveFrom is the place of the first entry at or behind i.
func liveFrom(entries []*Entry, i int) int {
	for i < len(entries) && entries[i] == nil {
		i++
	}
	return i
}

// slice gives all elements in a slice of its own.
func (t *thread) slice(v any) ([]any, error) {
	switch x := v.(type) {
	case *List:
		if err := x.fresh(t); err != nil {
			return nil, err
		}
		return append(make([]any, 0, len(x.items)), x.items...), t.charge(len(x.items))
	case *Array:
		return append(make([]any, 0, len(x.items)), x.items...), t.charge(len(x.items))
	case *Set:
		return x.items(), t.charge(x.Len())
	case *View:
		return x.items(), t.charge(x.m.Len())
	case *Range:
		return x.slice(t)
	}
	var out []any
	err := t.iterate(v, func(e any) error {
		out = append(out, e)
		return t.alloc(16)
	})
	return out, err
}

// An Iterator is java.util.Iterator over anything.
type Iterator struct {
	class  *Class
	next   func(t *thread) (any, bool, error)
	remove func(t *thread) error
	peeked bool
	peek   any
	more   bool
}

func (it *Iterator) classOf() *Class {
	if it.class != nil {
		return it.class
	}
	return classIteratorImpl
}

func (it *Iterator) truth(t *thread) (bool, error) { return it.hasNext(t) }

func (it *Iterator) hasNext(t *thread) (bool, error) {
	if it.peeked {
		return it.more, nil
	}
	// An iterator may be made of another, and that of another.
	if err := t.enter(); err != nil {
		return false, err
	}
	v, ok, err := it.next(t)
	t.exit()
	if err != nil {
		return false, err
	}
	it.peeked, it.peek, it.more = true, v, ok
	return ok, nil
}

// advance gives the next element, and false at the end.
func (it *Iterator) advance(t *thread) (any, bool, error) {
	ok, err := it.hasNext(t)
	if !ok || err != nil {
		return nil, false, err
	}
	it.peeked = false
	return it.peek, true, nil
}

// iterator makes an Iterator of anything that can be walked over.
func (t *thread) iterator(v any) (any, error) {
	made, err := t.plainIterator(v)
	if it, ok := made.(*Iterator); ok && made != v && it.class == nil {
		it.class = iteratorClassOf(v)
	}
	return made, err
}

func (t *thread) plainIterator(v any) (any, error) {
	switch x := v.(type) {
	case *List:
		return listIterator(x), nil
	case *Map:
		return mapIterator(x, func(e *Entry) any { return e }), nil
	case *View:
		return mapIterator(x.m, x.of), nil
	case *Set:
		return mapIterator(x.m, func(e *Entry) any { return e.Key }), nil
	case *Iterator:
		return x, nil
	case *Range:
		i := 0
		return &Iterator{next: func(*thread) (any, bool, error) {
			if i >= x.count {
				return nil, false, nil
			}
			i++
			return x.at(i - 1), true, nil
		}}, nil
	}
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	return listIterator(newList(items)), nil
}

func listIterator(l *List) *Iterator {
	i, last, changes := 0, -1, l.changes
	it := &Iterator{}
	it.next = func(t *thread) (any, bool, error) {
		if i >= len(l.items) {
			return nil, false, nil
		}
		if l.changes != changes {
			return nil, false, t.throw(classConcurrentModified, "")
		}
		last = i
		i++
		return l.items[last], true, nil
	}
	it.remove = func(t *thread) error {
		if l.fixed != listOpen {
			return t.throw(classUnsupported, "")
		}
		if last < 0 {
			return t.throw(classIllegalState, "")
		}
		if it.peeked && it.more {
			// hasNext() looked one ahead.
			last, i = i-2, i-2
			it.peeked = false
		} else {
			i = last
		}
		if last < 0 {
			return t.throw(classIllegalState, "")
		}
		_, err := l.removeAt(t, last)
		last, changes = -1, l.changes
		return err
	}
	return it
}

func mapIterator(m *Map, of func(*Entry) any) *Iterator {
	entries := m.ordered()
	changes := m.modified()
	i := liveFrom(entries, 0)
	var last, before *Entry
	it := &Iterator{}
	it.next = func(t *thread) (any, bool, error) {
		before = last
		if i >= len(entries) {
			last = nil
			return nil, false, nil
		}
		if m.modified() != changes {
			return nil, false, t.throw(classConcurrentModified, "")
		}
		last = entries[i]
		i = liveFrom(entries, i+1)
		return of(m.handedOut(last)), true, nil
	}
	it.remove = func(t *thread) error {
		if m.readOnly {
			return t.throw(classUnsupported, "")
		}
		e := last
		if it.peeked {
			e = before
		}
		if e == nil {
			return t.throw(classIllegalState, "")
		}
		if m.mode == mapTree {
			// The tree's entries are about to close up.
			entries = append([]*Entry(nil), entries...)
		}
		m.drop(e)
		changes = m.modified()
		return nil
	}
	return it
}
