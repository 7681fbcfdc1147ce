package groovy

import (
	"math"
	"math/big"
	"unsafe"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// equal is Groovy's ==.
func (t *thread) equal(a, b any) (bool, error) {
	switch x := a.(type) {
	case nil:
		return b == nil, nil
	case string:
		switch y := b.(type) {
		case string:
			return x == y, nil
		case nil:
			return false, nil
		case *GString:
			s, err := t.gtext(y)
			return s == x, err
		case Char:
			return strLen(x) == 1 && Char(charAt(x, 0)) == y, nil
		case int32, int64, int16, int8, float32, float64, *big.Int, *number.Decimal:
			// A string of one character compares as a number with numbers.
			if strLen(x) == 1 {
				return t.equal(int32(charAt(x, 0)), b)
			}
			return false, nil
		case Comparer:
			// A value of the host that stands for a text is equal to it either way.
			n, ok := y.Compare(x)
			return ok && n == 0, nil
		}
		return false, nil
	case int32:
		if y, ok := b.(int32); ok {
			return x == y, nil
		}
	case bool:
		y, ok := b.(bool)
		return ok && x == y, nil
	}
	if b == nil {
		return false, nil
	}
	if isNumeric(a) {
		if c, ok := b.(Char); ok {
			b = int32(c)
		}
		if s, ok := b.(string); ok {
			if strLen(s) != 1 {
				return false, nil
			}
			b = int32(charAt(s, 0))
		}
		if isNumeric(b) {
			return number.Equal(a, b), nil
		}
		if _, ok := b.(*Object); !ok {
			return false, nil
		}
	}
	switch x := a.(type) {
	case Char:
		switch y := b.(type) {
		case Char:
			return x == y, nil
		case string:
			return strLen(y) == 1 && charAt(y, 0) == uint16(x), nil
		case *GString:
			s, err := t.gtext(y)
			return s == x.String(), err
		}
		if isNumeric(b) {
			return t.equal(int32(x), b)
		}
		return false, nil
	case *GString:
		s, err := t.gtext(x)
		if err != nil {
			return false, err
		}
		return t.equal(s, b)
	case *Object:
		return t.equalObjects(x, b)
	case *Entry:
		if y, ok := b.(*Entry); ok {
			return t.both(x.Key, y.Key, x.Value, y.Value, t.equal)
		}
		return false, nil
	case *Map:
		if y, ok := nativeOf(b).(*Map); ok {
			return t.equalMaps(x, y, t.equal)
		}
		return false, nil
	case *Set:
		switch y := nativeOf(b).(type) {
		case *Set, *View:
			return t.equalSets(x, y, t.equal)
		}
		return false, nil
	case *View:
		if x.kind != viewValues {
			switch y := nativeOf(b).(type) {
			case *Set, *View:
				return t.equalSets(x, y, t.equal)
			}
			return false, nil
		}
		return a == b, nil
	case *Array:
		switch y := b.(type) {
		case *Array:
			return t.equalItems(x.items, y.items, t.equal)
		case *List:
			return t.equalItems(x.items, y.items, t.equal)
		}
		return false, nil
	case *List, *Range:
		if x, ok := a.(*List); ok && (x.class == classArrayDeque || x.class == classPriorityQueue) {
			return a == b, nil
		}
		y, ok := t.listItems(b)
		if !ok {
			return false, nil
		}
		l, _ := t.listItems(a)
		return t.equalItems(l, y, t.equal)
	}
	// Dates of two classes are equal if they are the same moment, durations if
	// they are as long.
	switch x := a.(type) {
	case *span:
		if y, ok := b.(*span); ok {
			n, err := x.compareTo(t, y)
			return n == 0, err
		}
	case *dateValue:
		if y, ok := b.(*dateValue); ok && y.class != x.class {
			n, err := x.compareTo(t, y)
			return n == 0, err
		}
	}
	return t.javaEquals(a, b)
}

// isNumeric tells whether v is a java.lang.Number.
func isNumeric(v any) bool {
	switch v.(type) {
	case int32, int64, *number.Decimal, float64, *big.Int, int8, int16, float32:
		return true
	}
	return false
}

// nativeOf looks through a script's object that extends a built-in class.
func nativeOf(v any) any {
	if o, ok := v.(*Object); ok {
		if in := o.behind(); in != nil {
			return in
		}
	}
	return v
}

// behind is what makes an object a collection or map: what its built-in
// superclass keeps, or the field it delegates to. It is nil for others.
func (o *Object) behind() any {
	if o.native != nil {
		return o.native
	}
	if f := o.class.script.backing; f != nil {
		return nativeOf(o.fields[f.slot])
	}
	return nil
}

// listItems gives the elements of a list or array, not of other collections.
func (t *thread) listItems(v any) ([]any, bool) {
	switch x := nativeOf(v).(type) {
	case *List:
		if x.class == classArrayDeque || x.class == classPriorityQueue {
			return nil, false
		}
		return x.items, true
	case *Array:
		return x.items, true
	case *Range:
		if !x.ints {
			return x.items, true
		}
		s, err := x.slice(t)
		return s, err == nil
	}
	return nil, false
}

// nested guards against structures that contain themselves or nest too deep.
func (t *thread) nested(f func() (bool, error)) (bool, error) {
	if err := t.enter(); err != nil {
		return false, err
	}
	defer t.exit()
	return f()
}

func (t *thread) equalItems(a, b []any, same func(x, y any) (bool, error)) (bool, error) {
	if len(a) != len(b) {
		return false, nil
	}
	if err := t.charge(len(a)); err != nil {
		return false, err
	}
	return t.nested(func() (bool, error) {
		for i := range a {
			if ok, err := same(a[i], b[i]); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	})
}

func (t *thread) equalMaps(a, b *Map, same func(x, y any) (bool, error)) (bool, error) {
	if a == b {
		return true, nil
	}
	if a.Len() != b.Len() {
		return false, nil
	}
	if err := t.charge(a.Len()); err != nil {
		return false, err
	}
	return t.nested(func() (bool, error) {
		for _, e := range a.ordered() {
			if e == nil {
				continue
			}
			f, err := b.find(t, e.Key)
			if err != nil || f == nil {
				return false, err
			}
			if ok, err := same(e.Value, f.Value); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	})
}

func (t *thread) equalSets(a, b any, same func(x, y any) (bool, error)) (bool, error) {
	if a == b {
		return true, nil
	}
	x, _ := t.slice(a)
	y, _ := t.slice(b)
	if len(x) != len(y) {
		return false, nil
	}
	s, _ := b.(*Set)
	return t.nested(func() (bool, error) {
	next:
		for _, v := range x {
			if s != nil {
				if ok, err := s.has(t, v); err != nil {
					return false, err
				} else if ok {
					continue
				}
			}
			if err := t.charge(len(y)); err != nil {
				return false, err
			}
			for _, w := range y {
				ok, err := same(v, w)
				if err != nil {
					return false, err
				}
				if ok {
					continue next
				}
			}
			return false, nil
		}
		return true, nil
	})
}

func (t *thread) both(a, b, c, d any, same func(x, y any) (bool, error)) (bool, error) {
	return t.nested(func() (bool, error) {
		ok, err := same(a, b)
		if !ok || err != nil {
			return false, err
		}
		return same(c, d)
	})
}

// equalObjects is == with a script's object on the left: compareTo if it is
// Comparable with the other, equals otherwise.
func (t *thread) equalObjects(x *Object, b any) (bool, error) {
	if x == b {
		return true, nil
	}
	if x.class.isSubclassOf(classComparable) && x.class.script.enum == nil {
		if s := x.class.findMethods("compareTo"); s != nil && s.all[0].fn != nil {
			k := classOf(b)
			if k.isSubclassOf(x.class) || x.class.isSubclassOf(k) {
				r, err := t.callOwn(x, s, b)
				if err != nil {
					return false, err
				}
				n, ok := r.(int32)
				return ok && n == 0, nil
			}
			return false, nil
		}
	}
	if s := x.class.findMethods("equals"); s != nil && s.all[0].fn != nil || t.redefined(x, "equals") {
		r, err := t.invoke(x, "equals", b)
		if err != nil {
			return false, err
		}
		return t.truth(r)
	}
	if in := x.behind(); in != nil {
		if _, ok := in.(*Throwable); !ok {
			return t.equal(in, nativeOf(b))
		}
	}
	return false, nil
}

// javaEquals is a.equals(b).
func (t *thread) javaEquals(a, b any) (bool, error) {
	if a == nil || b == nil {
		return a == nil && b == nil, nil
	}
	switch x := a.(type) {
	case string, int32, int64, int16, int8, bool, Char, *Class:
		return a == b, nil
	case float64:
		y, ok := b.(float64)
		return ok && (math.Float64bits(x) == math.Float64bits(y) || x != x && y != y), nil
	case float32:
		y, ok := b.(float32)
		return ok && (math.Float32bits(x) == math.Float32bits(y) || x != x && y != y), nil
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x.Cmp(y) == 0, nil
	case *number.Decimal:
		y, ok := b.(*number.Decimal)
		return ok && x.Equal(y), nil
	case *GString:
		y, ok := b.(*GString)
		if !ok {
			return false, nil
		}
		s, err := t.gtext(x)
		if err != nil {
			return false, err
		}
		u, err := t.gtext(y)
		return s == u, err
	case *Object:
		if x == b {
			return true, nil
		}
		if s := x.class.findMethods("equals"); s != nil && s.all[0].fn != nil {
			for _, m := range s.all {
				if m.fn == nil || len(m.params) != 1 || m.params[0] != classObject {
					continue // Java only knows equals(Object)
				}
				r, err := t.callMethod(m, x, []any{b})
				if err != nil {
					return false, err
				}
				return t.truth(r)
			}
			return false, nil
		}
		if x.native != nil {
			if _, ok := x.native.(*Throwable); !ok {
				return t.javaEquals(x.native, nativeOf(b))
			}
		}
		return false, nil
	case *List, *Range:
		if a == b {
			return true, nil
		}
		if x, ok := a.(*List); ok && (x.class == classArrayDeque || x.class == classPriorityQueue) {
			return false, nil
		}
		if _, ok := b.(*Array); ok {
			return false, nil
		}
		y, ok := t.listItems(b)
		if !ok {
			return false, nil
		}
		l, _ := t.listItems(a)
		// Groovy's own equals(List, List) takes over, which compares with ==.
		return t.equalItems(l, y, t.javaEquals)
	case *Map:
		if y, ok := nativeOf(b).(*Map); ok {
			return t.equalMaps(x, y, t.javaEquals)
		}
		return false, nil
	case *Set:
		switch y := nativeOf(b).(type) {
		case *Set, *View:
			return t.equalSets(x, y, t.javaEquals)
		}
		return false, nil
	case *View:
		switch y := nativeOf(b).(type) {
		case *Set, *View:
			if x.kind != viewValues {
				return t.equalSets(x, y, t.javaEquals)
			}
		}
		return a == b, nil
	case *Entry:
		if y, ok := b.(*Entry); ok {
			return t.both(x.Key, y.Key, x.Value, y.Value, t.javaEquals)
		}
		return false, nil
	case equaler:
		return t.nested(func() (bool, error) { return x.equals(t, b) })
	case Comparer:
		c, ok := x.Compare(b)
		return ok && c == 0, nil
	}
	return a == b, nil
}

// equaler is a library value with an equals of its own.
type equaler interface {
	equals(t *thread, other any) (bool, error)
}

// identityHashed tells whether equals and hashCode of o are Object's.
func (o *Object) identityHashed() bool {
	return o.class.script.identity() && (o.native == nil || asThrowable(o) != nil)
}

// same is ===, is() and Java's ==.
func same(a, b any) bool {
	switch x := a.(type) {
	case string:
		// Equal literals are one object, texts made at run time are not.
		y, ok := b.(string)
		return ok && len(x) == len(y) && (x == "" || unsafe.StringData(x) == unsafe.StringData(y))
	case int32:
		return a == b && sameBox(a, b, int64(x))
	case int64:
		return a == b && sameBox(a, b, x)
	case bool, Char, nil, int8, int16:
		return a == b
	case float64, float32:
		return a == b
	case *big.Int:
		y, ok := b.(*big.Int)
		return ok && x == y
	}
	if b == nil {
		return false
	}
	return a == b
}

// sameBox tells whether two equal numbers n are one object. Java keeps one for
// each from -128 to 127; others are what their boxes are, and those that we
// share on top of that are taken for two.
func sameBox(a, b any, n int64) bool {
	if n >= -128 && n <= 127 {
		return true
	}
	box := func(v *any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(v))[1] }
	return (n < smallLow || n > smallHigh) && box(&a) == box(&b)
}
