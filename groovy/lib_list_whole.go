package groovy

// What makes one collection of another: plus, minus, intersect, sort, unique.

// turned reverses a slice in place.
func turned(items []any) []any {
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
	return items
}

// copyAlike is a collection of v's kind with v's elements.
func (t *thread) copyAlike(v any) (any, error) {
	if s, ok := v.(*Set); ok && s.class == classHashSet {
		return t.cloneSet(s) // Groovy clones what can be cloned, and makes a LinkedHashSet of other sets
	}
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if l, ok := v.(*List); ok && l.class == classArrayDeque {
		items, err := t.keptItems(items)
		return listOf(classArrayDeque, items), err
	}
	return t.alikeOf(v, items)
}

func (t *thread) plusAll(v, more any) (any, error) {
	into, err := t.copyAlike(v)
	if err != nil {
		return nil, err
	}
	return into, t.iterate(more, func(e any) error { return t.addTo(into, e) })
}

// sortOf is sort(): a list is sorted itself if asked to, of all else a sorted
// list is made.
func (t *thread) sortOf(v, by any, mutate bool) (any, error) {
	if l, ok := v.(*List); ok && (l.class == classArrayDeque || l.class == classPriorityQueue) {
		mutate = false
	}
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if items, err = t.sortedBy(items, by); err != nil {
		return nil, err
	}
	switch x := v.(type) {
	case *Range:
		if mutate && x.count > 0 {
			return nil, t.throw(classUnsupported, "")
		}
	case *List:
		if !mutate {
			break
		}
		if x.fixed == listReadOnly {
			return nil, t.throw(classUnsupported, "")
		}
		copy(x.items, items)
		x.changes++
		return x, nil
	case *Array:
		// Without closure or comparator an array is sorted itself.
		if mutate && by == nil {
			copy(x.items, items)
			return x, nil
		}
		return &Array{class: x.class, items: items}, nil
	}
	return newList(items), nil
}

// sortInPlace is List.sort(Comparator), whose order is Java's.
func (t *thread) sortInPlace(v any, cmp ordering) error {
	l, ok := v.(*List)
	if !ok || l.fixed == listReadOnly {
		return t.throw(classUnsupported, "")
	}
	items := append([]any(nil), l.items...)
	if err := t.sortStable(items, cmp); err != nil {
		return err
	}
	copy(l.items, items)
	l.changes++
	return nil
}

func (t *thread) uniqueOf(v, by any, mutate bool) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	n := len(items)
	if items, err = t.distinct(items, by); err != nil {
		return nil, err
	}
	if !mutate {
		return newList(items), nil
	}
	if l, ok := v.(*List); ok && l.fixed != listOpen && (n > 0 || refusesAll(l)) {
		return nil, t.throw(classUnsupported, "")
	}
	if s, ok := v.(*Set); ok && s.m.readOnly {
		return nil, t.throw(classUnsupported, "")
	}
	if len(items) == n {
		return v, nil
	}
	return v, t.replaceItems(v, items)
}

func (t *thread) swap(v any, i, j int) error {
	var items []any
	switch x := v.(type) {
	case *List:
		if err := x.maySet(t); err != nil {
			return err
		}
		items = x.items
	case *Array:
		items = x.items
	default:
		return t.throw(classUnsupported, "")
	}
	for _, k := range [...]int{i, j} {
		if k < 0 || k >= len(items) {
			return t.outOf(v, k, len(items))
		}
	}
	items[i], items[j] = items[j], items[i]
	return nil
}

// outOf is the exception for an index that is not there.
func (t *thread) outOf(v any, i, n int) error {
	c := classIndexOutOfBounds
	if _, ok := v.(*Array); ok {
		c = classArrayIndex
	}
	return t.throw(c, "Index %d out of bounds for length %d", i, n)
}

// nth is v[i] of a collection that is no list: null behind the end.
func (t *thread) nth(v any, i int) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if i < 0 {
		if i+len(items) < 0 {
			return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, len(items))
		}
		i += len(items)
	}
	if i >= len(items) {
		return nil, nil
	}
	return items[i], nil
}
