package groovy

import "github.com/entwine-sync/entwine/groovy/internal/number"

// How Groovy's own methods put things in order and tell them apart.

// An ordering compares two values; the error ends whatever asks.
type ordering func(a, b any) (int, error)

// looseOrder is what sort(), max() and toSorted() go by without a closure:
// <=>, and where that says no, the hash codes.
func (t *thread) looseOrder(a, b any) (int, error) {
	c, err := t.compare(a, b)
	if err == nil {
		return c, nil
	}
	ex := thrownBy(err)
	if ex == nil || !ex.class.isSubclassOf(classGroovyRuntime) && !ex.class.isSubclassOf(classClassCast) {
		return 0, err
	}
	x, err := t.hash(a)
	if err != nil {
		return 0, err
	}
	y, err := t.hash(b)
	if err != nil {
		return 0, err
	}
	switch {
	case x < y:
		return -1, nil
	case x > y:
		return 1, nil
	}
	if eq, err := t.javaEquals(a, b); eq || err != nil {
		return 0, err
	}
	return -1, nil
}

// orderingBy makes an ordering of a comparator or closure; nil is looseOrder.
func (t *thread) orderingBy(by any) ordering {
	if by == nil {
		return t.looseOrder
	}
	return func(a, b any) (int, error) { return t.compareBy(by, a, b) }
}

// naturalBy is orderingBy for Java's own methods, where nil is compareTo.
func (t *thread) naturalBy(by any) ordering {
	_, closure := by.(*Closure)
	return func(a, b any) (int, error) {
		d, err := t.compareBy(by, a, b)
		if err != nil && closure {
			err = t.undeclared(err)
		}
		return d, err
	}
}

// sortedBy gives the items sorted by a comparator, a closure of one or two
// parameters or, if nil, the way sort() does. A closure of one parameter is
// asked about both elements at every comparison, which it may notice.
func (t *thread) sortedBy(items []any, by any) ([]any, error) {
	out := append(make([]any, 0, len(items)), items...)
	return out, t.sortStable(out, t.orderingBy(by))
}

// sortStable sorts in place; equal elements keep their order.
func (t *thread) sortStable(items []any, cmp ordering) error { return mergeSort(t, items, cmp) }

// extreme gives the smallest element (sign -1) or the largest (sign 1), the
// first of equals; null if there is none.
func (t *thread) extreme(v, by any, sign int) (any, error) {
	var best, bestKey any
	some := false
	c, _ := by.(*Closure)
	keyed := c != nil && c.nparams() == 1
	err := t.iterate(v, func(e any) error {
		key := e
		if keyed {
			k, err := t.call1(c, e)
			if err != nil {
				return err
			}
			key = k
		} else if by == nil && e == nil {
			return nil // without a closure nulls are passed over
		}
		if some {
			var d int
			var err error
			switch {
			case keyed || by == nil:
				d, err = t.compare(key, bestKey)
			default:
				d, err = t.compareBy(by, e, best)
			}
			if err != nil {
				return err
			}
			if d*sign <= 0 {
				return nil
			}
		}
		best, bestKey, some = e, key, true
		return nil
	})
	return best, err
}

// extremeBy is max(Comparator) and min(Comparator).
func extremeBy(sign int) native {
	return func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNullPointer, "")
		}
		return t.extreme(self, a[0], sign)
	}
}

// distinct leaves out what is the same as something before: by ==, or by what
// a closure or comparator says.
func (t *thread) distinct(items []any, by any) ([]any, error) {
	out := make([]any, 0, min(len(items), 16))
	if by == nil {
		if plain, ok := distinctPlain(items); ok {
			return plain, t.charge(len(items))
		}
	}
	same := t.equal
	if by != nil {
		same = t.sameBy(by)
	}
next:
	for _, v := range items {
		for _, w := range out {
			if err := t.step(); err != nil {
				return nil, err
			}
			eq, err := same(v, w)
			if err != nil {
				return nil, err
			}
			if eq {
				continue next
			}
		}
		if err := t.alloc(32); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// sameBy tells what is the same for a comparator or closure. One of a single
// parameter is asked about both, every time.
func (t *thread) sameBy(by any) func(a, b any) (bool, error) {
	c, _ := by.(*Closure)
	if c == nil || c.nparams() != 1 {
		return func(a, b any) (bool, error) {
			d, err := t.compareBy(by, a, b)
			return d == 0, err
		}
	}
	return func(a, b any) (bool, error) {
		x, err := t.call1(c, a)
		if err != nil {
			return false, err
		}
		y, err := t.call1(c, b)
		if err != nil {
			return false, err
		}
		return t.sameKey(x, y)
	}
}

// checkedOrder is the order of a comparator or closure in which values that
// have none are only the same or not.
func (t *thread) checkedOrder(by any) any {
	c, _ := by.(*Closure)
	if c == nil || c.nparams() != 1 {
		return by
	}
	return func(t *thread, a, b any) (int, error) {
		x, err := t.call1(c, a)
		if err != nil {
			return 0, err
		}
		y, err := t.call1(c, b)
		if err != nil {
			return 0, err
		}
		if x != nil && y != nil && classOf(x).isSubclassOf(classComparable) && classOf(y).isSubclassOf(classComparable) {
			return t.looseOrder(x, y)
		}
		if eq, err := t.sameKey(x, y); eq || err != nil {
			return 0, err
		}
		return -1, nil
	}
}

// distinctPlain is distinct for nothing but strings, or nothing but Integers.
func distinctPlain(items []any) ([]any, bool) {
	texts, ints := 0, 0
	for _, v := range items {
		switch v.(type) {
		case string:
			texts++
		case int32:
			ints++
		}
	}
	if texts != len(items) && ints != len(items) {
		return nil, false
	}
	seen := make(map[any]struct{}, len(items))
	out := make([]any, 0, min(len(items), 16))
	for _, v := range items {
		if _, ok := seen[v]; !ok {
			seen[v] = struct{}{}
			out = append(out, v)
		}
	}
	return out, true
}

// sameKey compares what a closure made of two elements: by <=> where both are
// Comparable, by equals otherwise.
func (t *thread) sameKey(a, b any) (bool, error) {
	if a == nil || b == nil {
		return a == b, nil
	}
	if number.IsNumber(a) && number.IsNumber(b) {
		return number.Compare(a, b) == 0, nil
	}
	if classOf(a).isSubclassOf(classComparable) && classOf(b).isSubclassOf(classComparable) {
		c, err := t.looseOrder(a, b)
		return c == 0, err
	}
	return t.equal(a, b)
}
