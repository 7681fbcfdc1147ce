package groovy

// A mapView is what makes a Map show another one: withDefault, asImmutable and
// synchronizedMap show all of it, headMap, tailMap and subMap of a sorted map a
// part, descendingMap all from the end. What is put into the view goes to the
// other, and what changes there is seen.
type mapView struct {
	of        *Map
	low, high *bound // nil where the part is open
	back      bool

	// The entries of a part, as they were when of had changed seen times; the
	// thread is the one that compares keys with the bounds.
	t       *thread
	entries []*Entry
	seen    int
	known   bool

	depth int // how many views there are up to the map itself
}

// mostViews is how many views of views there may be. Every look goes through
// all of them, and Go's stack does not end in an exception.
const mostViews = 200

// A bound is one end of a part of a sorted map.
type bound struct {
	key       any
	inclusive bool
}

// viewOf makes a map of the given class that shows all of m.
func (t *thread) viewOf(m *Map, c *Class) (*Map, error) {
	v := &mapView{of: m}
	if m.view != nil {
		v.depth = m.view.depth + 1
	}
	if v.depth > mostViews {
		return nil, t.throw(classStackOverflow, "")
	}
	return &Map{class: c, mode: m.mode, order: m.order, capacity: m.capacity, view: v}, t.alloc(entrySize)
}

// partOf shows the entries of a sorted map between two bounds.
func (t *thread) partOf(m *Map, low, high *bound) (*Map, error) {
	if low != nil && high != nil {
		c, err := t.compareBy(m.order, low.key, high.key)
		if err != nil {
			return nil, err
		}
		if c > 0 {
			return nil, t.throw(classIllegalArgument, "fromKey > toKey")
		}
	}
	for _, b := range [...]*bound{low, high} {
		if b == nil {
			continue
		}
		// What cannot be compared, and what a part of a part has not, is said at once.
		if _, err := t.compareBy(m.order, b.key, b.key); err != nil {
			return nil, err
		}
		if v := m.view; v != nil && (v.low != nil || v.high != nil) {
			inside, err := m.covers(t, b)
			if err != nil {
				return nil, err
			}
			if !inside {
				what := "fromKey out of range"
				if b == high {
					what = "toKey out of range"
				}
				return nil, t.throw(classIllegalArgument, "%s", what)
			}
		}
	}
	p, err := t.viewOf(m, classAscendingSubMap)
	if err != nil {
		return nil, err
	}
	if m.class == classDescendingSubMap {
		p.class = m.class
	}
	p.view.low, p.view.high, p.view.t = low, high, t
	return p, nil
}

// covers tells whether a part may have a bound of its own there.
func (m *Map) covers(t *thread, b *bound) (bool, error) {
	v := m.view
	if v.low != nil {
		c, err := t.compareBy(m.order, b.key, v.low.key)
		if err != nil || c < 0 || c == 0 && b.inclusive && !v.low.inclusive {
			return false, err
		}
	}
	if v.high != nil {
		c, err := t.compareBy(m.order, b.key, v.high.key)
		if err != nil || c > 0 || c == 0 && b.inclusive && !v.high.inclusive {
			return false, err
		}
	}
	return true, nil
}

// backwards shows a sorted map from the end.
func (t *thread) backwards(m *Map) (*Map, error) {
	p, err := t.viewOf(m, classDescendingSubMap)
	if err != nil {
		return nil, err
	}
	p.order = reverseOrder{m.order}
	p.view.back, p.view.t = true, t
	return p, nil
}

// has tells whether a key is within the view's bounds.
func (v *mapView) has(t *thread, key any) (bool, error) {
	if v.low != nil {
		c, err := t.compareBy(v.of.order, key, v.low.key)
		if err != nil || c < 0 || c == 0 && !v.low.inclusive {
			return false, err
		}
	}
	if v.high != nil {
		c, err := t.compareBy(v.of.order, key, v.high.key)
		if err != nil || c > 0 || c == 0 && !v.high.inclusive {
			return false, err
		}
	}
	return true, nil
}

// ordered gives the entries the view shows. Comparing with the bounds was
// tried when the view was made; if a script's comparator fails later, the
// view is empty.
func (v *mapView) ordered() []*Entry {
	if v.low == nil && v.high == nil && !v.back {
		return v.of.ordered()
	}
	changes := v.of.modified()
	if v.known && v.seen == changes {
		return v.entries
	}
	v.known, v.seen = true, changes
	all := v.of.ordered()
	from, to := 0, len(all)
	if v.low != nil {
		i, found, err := v.of.search(v.t, v.low.key)
		if err != nil {
			return nil
		}
		if from = i; found && !v.low.inclusive {
			from++
		}
	}
	if v.high != nil {
		i, found, err := v.of.search(v.t, v.high.key)
		if err != nil {
			return nil
		}
		if to = i; found && v.high.inclusive {
			to++
		}
	}
	to = max(from, to)
	v.entries = all[from:to:to]
	if v.back {
		// What it costs to turn the entries is paid by whoever walks over them.
		v.entries = turnedEntries(v.entries)
	}
	return v.entries
}

func turnedEntries(l []*Entry) []*Entry {
	out := make([]*Entry, len(l))
	for i, e := range l {
		out[len(l)-1-i] = e
	}
	return out
}

// put stores a value in the map behind the view.
func (v *mapView) put(t *thread, key, value any) (any, error) {
	ok, err := v.has(t, key)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, t.throw(classIllegalArgument, "key out of range")
	}
	return v.of.put(t, key, value)
}

// find gives the entry of a key, nil if the view does not show one.
func (v *mapView) find(t *thread, key any) (*Entry, error) {
	if ok, err := v.has(t, key); !ok || err != nil {
		return nil, err
	}
	return v.of.find(t, key)
}

// clear takes all that the view shows out of the map behind it.
func (v *mapView) clear(t *thread) error {
	if v.low == nil && v.high == nil {
		return v.of.clear(t)
	}
	if v.of.readOnly {
		return t.throw(classUnsupported, "")
	}
	for _, e := range append([]*Entry(nil), v.ordered()...) {
		if err := t.charge(1 + v.of.Len()/64); err != nil {
			return err
		}
		v.of.drop(e)
	}
	return nil
}
