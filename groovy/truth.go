package groovy

import (
	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// truth is Groovy's idea of what counts as true in a condition.
func (t *thread) truth(v any) (bool, error) {
	switch x := v.(type) {
	case bool:
		return x, nil
	case nil:
		return false, nil
	case string:
		return x != "", nil
	case int32:
		return x != 0, nil
	case *List:
		return len(x.items) > 0, nil
	case *Map:
		return x.Len() > 0, nil
	case *GString:
		s, err := t.gtext(x)
		return s != "", err
	case int64:
		return x != 0, nil
	case *number.Decimal:
		return x.Sign() != 0, nil
	case float64:
		return x != 0, nil
	case float32:
		return x != 0, nil
	case *big.Int:
		return x.Sign() != 0, nil
	case Char:
		return x != 0, nil
	case int8:
		return x != 0, nil
	case int16:
		return x != 0, nil
	case *Set:
		return x.Len() > 0, nil
	case *View:
		return x.m.Len() > 0, nil
	case *Range:
		return x.count > 0, nil
	case *Array:
		return len(x.items) > 0, nil
	case *Object:
		// asBoolean may give the object itself, or another like it.
		if err := t.enter(); err != nil {
			return false, err
		}
		defer t.exit()
		redefined := t.redefined(x, "asBoolean")
		if x.class.script.native == nil || redefined || x.class.findMethods("asBoolean").all[0].fn != nil {
			if s := x.class.findMethods("asBoolean"); !redefined && (s == nil || s.all[0].fn == nil) {
				if in := x.behind(); in != nil && asThrowable(x) == nil {
					return t.truth(in)
				}
				return true, nil
			}
			r, err := t.invoke(v, "asBoolean")
			if err != nil {
				return false, err
			}
			b, ok := r.(bool)
			if !ok {
				return t.truth(r)
			}
			return b, nil
		}
		if in := x.behind(); in != nil && asThrowable(x) == nil {
			return t.truth(in)
		}
		return true, nil
	case truthful:
		return x.truth(t)
	case Truther:
		return x.Truth(), nil
	}
	return true, nil
}

// truthful is a library value with a truth of its own: a Matcher, an Iterator.
type truthful interface {
	truth(t *thread) (bool, error)
}
