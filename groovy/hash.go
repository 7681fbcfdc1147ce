package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// hash is hashCode().
func (t *thread) hash(v any) (int32, error) {
	switch x := v.(type) {
	case nil:
		return 0, nil
	case string:
		if len(x) > longText {
			if err := t.charge(len(x) / longText); err != nil {
				return 0, err
			}
		}
		return hashString(x), nil
	case int32:
		return x, nil
	case bool:
		if x {
			return 1231, nil
		}
		return 1237, nil
	case Char:
		return int32(x), nil
	case *GString:
		s, err := t.gtext(x)
		return 37 + hashString(s), err
	case *Object:
		if s := x.class.findMethods("hashCode"); s != nil && s.all[0].fn != nil {
			r, err := t.invoke(x, "hashCode")
			if err != nil {
				return 0, err
			}
			if n, ok := r.(int32); ok {
				return n, nil
			}
			n, err := t.cast(r, classIntP)
			if err != nil {
				return 0, err
			}
			return n.(int32), nil
		}
		if x.native != nil && asThrowable(x) == nil {
			return t.hash(x.native)
		}
		return t.identity(v), nil
	case *List:
		if x.class == classArrayDeque || x.class == classPriorityQueue {
			return t.identity(v), nil
		}
		return t.hashItems(x.items)
	case *Range:
		if classOf(x) == classIntRange {
			// IntRange has a formula of its own.
			from, to := x.at(0).(int32), x.at(x.count-1).(int32)
			from, to = min(from, to), max(from, to)
			return (from+to+1)*(from+to)/2 + to, nil
		}
		s, err := x.slice(t)
		if err != nil {
			return 0, err
		}
		return t.hashItems(s)
	case *Map:
		return t.hashEntries(x)
	case *Set, *View:
		if w, ok := x.(*View); ok && w.kind == viewValues {
			return t.identity(v), nil
		}
		items, err := t.slice(v)
		if err != nil {
			return 0, err
		}
		return t.nestedHash(func() (int32, error) {
			var h int32
			for _, e := range items {
				k, err := t.hash(e)
				if err != nil {
					return 0, err
				}
				h += k
			}
			return h, nil
		})
	case *Entry:
		return t.hashEntry(x)
	case *Class:
		return hashString(x.name), nil
	case Hasher:
		if h, ok := x.HashCode(); ok {
			return h, nil
		}
		return t.identity(v), nil
	case hasher:
		return t.nestedHash(func() (int32, error) { return x.hashCode(t) })
	}
	if h, ok := number.Hash(v); ok {
		return h, nil
	}
	return t.identity(v), nil
}

// hasher is a library value with a hashCode of its own.
type hasher interface {
	hashCode(t *thread) (int32, error)
}

func (t *thread) hashItems(items []any) (int32, error) {
	if err := t.charge(len(items)); err != nil {
		return 0, err
	}
	return t.nestedHash(func() (int32, error) {
		h := int32(1)
		for _, e := range items {
			k, err := t.hash(e)
			if err != nil {
				return 0, err
			}
			h = 31*h + k
		}
		return h, nil
	})
}

func (t *thread) hashEntries(m *Map) (int32, error) {
	if err := t.charge(m.Len()); err != nil {
		return 0, err
	}
	return t.nestedHash(func() (int32, error) {
		var h int32
		for _, e := range m.ordered() {
			if e == nil {
				continue
			}
			k, err := t.hashEntry(e)
			if err != nil {
				return 0, err
			}
			h += k
		}
		return h, nil
	})
}

func (t *thread) hashEntry(e *Entry) (int32, error) {
	return t.nestedHash(func() (int32, error) {
		k, err := t.hash(e.Key)
		if err != nil {
			return 0, err
		}
		v, err := t.hash(e.Value)
		return k ^ v, err
	})
}

func (t *thread) nestedHash(f func() (int32, error)) (int32, error) {
	if err := t.enter(); err != nil {
		return 0, err
	}
	defer t.exit()
	return f()
}

// idSize is about what remembering a number takes.
const idSize = 64

// identity is System.identityHashCode: a number of its own for every object.
// They are counted, so that runs repeat.
func (t *thread) identity(v any) int32 {
	if h, ok := t.ids[v]; ok {
		return h
	}
	if t.ids == nil {
		t.ids = map[any]int32{}
	}
	// Spread over the range as real ones are, always eight hex digits or less.
	t.memory += idSize // the next that is taken finds out
	t.nextID++
	h := int32(uint32(t.nextID)*0x9E3779B1>>1) | 0x10000000
	t.ids[v] = h
	return h
}
