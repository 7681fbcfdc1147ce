package groovy

// Collections as sets: minus, intersect and disjoint. Groovy tells elements
// apart by what compares as 0 where it puts them into a sorted set, and by ==
// where not; the two differ for classes of scripts.

// looseSet puts the items into a sorted set that goes by looseOrder.
func (t *thread) looseSet(items []any) (*Set, error) {
	s := newSet(classTreeSet)
	s.m.order = func(t *thread, a, b any) (int, error) { return t.looseOrder(a, b) }
	return s, t.addAll(s, items)
}

// minus is v - gone, both collections.
func (t *thread) minus(v any, gone any) (any, error) {
	self, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	out, err := t.slice(gone)
	if err != nil {
		return nil, err
	}
	if s, ok := nativeOf(v).(*Set); ok {
		return t.minusSet(v, s.m.order, self, out)
	}
	if len(self) == 0 || !instanceOf(self[0], classComparable) || !sameType(self, out) || allTexts(out) != nil && allTexts(self) != nil {
		return t.without(v, out, nil)
	}
	left, err := t.looseSet(self)
	if err != nil {
		return nil, err
	}
	if isNumeric(self[0]) {
		err = t.removeNumbers(left, self, out)
	} else {
		err = t.removeAll(left, gone, out)
	}
	if err != nil {
		return nil, err
	}
	into := t.alike(v)
	for _, e := range self {
		switch ok, err := left.has(t, e); {
		case err != nil:
			return nil, err
		case ok:
			if err := t.addTo(into, e); err != nil {
				return nil, err
			}
		}
	}
	return into, nil
}

// minusSet leaves out what is == to one of gone, or what the set's own
// comparator says is the same.
func (t *thread) minusSet(v, order any, self, gone []any) (any, error) {
	if order == nil {
		return t.without(v, gone, nil)
	}
	return t.without(v, gone, func(a, b any) (bool, error) {
		c, err := t.compareBy(order, a, b)
		return c == 0, err
	})
}

// sameType tells whether all are instances of the first one's class, or numbers
// as it is.
func sameType(a, b []any) bool {
	first := a[0]
	class := classOf(first)
	if isNumeric(first) {
		class = classNumber
	}
	for _, items := range [...][]any{a, b} {
		for _, v := range items {
			if !instanceOf(v, class) {
				return false
			}
		}
	}
	return true
}

func (t *thread) removeNumbers(from *Set, self, gone []any) error {
	for _, v := range self {
		if err := t.charge(len(gone)); err != nil {
			return err
		}
		for _, g := range gone {
			c, err := t.looseOrder(v, g)
			if err != nil {
				return err
			}
			if c != 0 {
				continue
			}
			if _, err := from.remove(t, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeAll is Java's: the set looks for what is to go, or, where that is as
// much as the set has, that is asked for each element of the set.
func (t *thread) removeAll(from *Set, gone any, items []any) error {
	if from.Len() > len(items) {
		for _, g := range items {
			if _, err := from.remove(t, g); err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range from.items() {
		has, err := false, error(nil)
		if s, ok := nativeOf(gone).(*Set); ok {
			has, err = s.has(t, e)
		} else {
			has, err = t.hasItem(items, e)
		}
		if err != nil {
			return err
		}
		if has {
			if _, err := from.remove(t, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// without leaves out all elements that are the same as one of gone; nil is ==.
func (t *thread) without(v any, gone []any, same func(a, b any) (bool, error)) (any, error) {
	into := t.alike(v)
	var texts map[string]struct{}
	if same == nil {
		same, texts = t.equal, allTexts(gone)
	}
	err := t.iterate(v, func(e any) error {
		if s, ok := e.(string); ok && texts != nil {
			if _, out := texts[s]; out {
				return nil
			}
			return t.addTo(into, e)
		}
		if err := t.charge(len(gone)); err != nil {
			return err
		}
		for _, g := range gone {
			if found, err := same(e, g); found || err != nil {
				return err
			}
		}
		return t.addTo(into, e)
	})
	return into, err
}

// allTexts is the set of the strings, nil if there is anything else.
func allTexts(items []any) map[string]struct{} {
	m := make(map[string]struct{}, len(items))
	for _, v := range items {
		s, ok := v.(string)
		if !ok {
			return nil
		}
		m[s] = struct{}{}
	}
	return m
}

// among gives a test for what compares as 0 with one of the items.
func (t *thread) among(items []any) (func(v any) (bool, error), error) {
	texts := allTexts(items)
	var set *Set
	return func(v any) (bool, error) {
		if s, ok := v.(string); ok && texts != nil {
			_, ok := texts[s]
			return ok, nil
		}
		if set == nil {
			var err error
			if set, err = t.looseSet(items); err != nil {
				return false, err
			}
		}
		return set.has(t, v)
	}, t.charge(len(items))
}

// intersect keeps, of the smaller collection, what the larger has as well.
func (t *thread) intersect(left, right any) (any, error) {
	x, err := t.slice(left)
	if err != nil {
		return nil, err
	}
	if right == nil && len(x) > 0 {
		return nil, t.throw(classNullPointer, "")
	}
	y, err := t.slice(right)
	if err != nil {
		return nil, err
	}
	into := t.alike(left)
	if len(x) == 0 || len(y) == 0 {
		return into, nil
	}
	if len(x) < len(y) {
		into, x, y = t.alike(right), y, x
	}
	has, err := t.among(x)
	if err != nil {
		return nil, err
	}
	for _, e := range y {
		ok, err := has(e)
		if err != nil {
			return nil, err
		}
		if ok {
			if err := t.addTo(into, e); err != nil {
				return nil, err
			}
		}
	}
	return into, nil
}

// disjoint tells whether two collections have nothing in common.
func (t *thread) disjoint(left, right any) (bool, error) {
	x, err := t.slice(left)
	if err != nil {
		return false, err
	}
	y, err := t.slice(right)
	if err != nil || len(x) == 0 || len(y) == 0 {
		return true, err
	}
	has, err := t.among(y)
	if err != nil {
		return false, err
	}
	for _, e := range x {
		if ok, err := has(e); ok || err != nil {
			return false, err
		}
	}
	return true, nil
}
