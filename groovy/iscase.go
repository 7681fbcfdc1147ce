package groovy

import (
	"math/big"
)

// isCase is what switch and in ask.
func (t *thread) isCase(k, v any) (bool, error) {
	switch x := k.(type) {
	case nil:
		return v == nil, nil
	case *Class:
		if k, ok := v.(*Class); ok {
			return k.isSubclassOf(x), nil // of a class it asks for what it extends
		}
		return instanceOf(v, x), nil
	case string, int32, int64, bool, Char, float64, *GString:
		return t.equal(k, v)
	case *Range:
		return t.inRange(x, v)
	case *Pattern:
		if v == nil {
			return false, nil
		}
		last := t.lastMatch
		ok, err := t.matchRegex(v, x)
		if ok != true {
			t.lastMatch = last // a case that does not fit is not kept
		}
		return ok == true, err
	case *Closure:
		r, err := t.call1Named(x, v, "call")
		if err != nil {
			return false, err
		}
		return t.truth(r)
	case *List:
		return t.hasItem(x.items, v)
	case *Array:
		return t.hasItem(x.items, v)
	case *Set:
		return x.has(t, v)
	case *View:
		items, err := t.slice(x)
		if err != nil {
			return false, err
		}
		return t.hasItem(items, v)
	case *Map:
		e, err := x.find(t, v)
		if e == nil || err != nil {
			return false, err
		}
		return t.truth(e.Value)
	}
	r, err := t.invoke(k, "isCase", v)
	if err != nil {
		return false, err
	}
	return t.truth(r)
}

// hasItem is contains: by equals.
func (t *thread) hasItem(items []any, v any) (bool, error) {
	if err := t.charge(len(items)); err != nil {
		return false, err
	}
	for _, e := range items {
		ok, err := t.javaEquals(v, e)
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// inRange is contains of a range.
func (t *thread) inRange(r *Range, v any) (bool, error) {
	if r.ints {
		switch x := v.(type) {
		case int32:
			lo, hi := r.bounds()
			return x >= lo && x <= hi, nil
		case *big.Int:
			if x.IsInt64() && x.Int64() == int64(int32(x.Int64())) {
				return t.inRange(r, int32(x.Int64()))
			}
			return false, nil
		}
		return false, nil
	}
	if err := t.charge(len(r.items)); err != nil {
		return false, err
	}
	for _, e := range r.items {
		if ok, err := t.equal(v, e); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}
