package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// compare is <=> and what <, >, sort() and min() go by.
func (t *thread) compare(a, b any) (int, error) {
	switch x := a.(type) {
	case int32:
		if y, ok := b.(int32); ok {
			switch {
			case x < y:
				return -1, nil
			case x > y:
				return 1, nil
			}
			return 0, nil
		}
	case string:
		if y, ok := b.(string); ok {
			return compareStrings(x, y), nil
		}
	}
	if a == nil || b == nil {
		switch {
		case a == nil && b == nil:
			return 0, nil
		case a == nil:
			return -1, nil
		}
		return 1, nil
	}
	if same(a, b) {
		return 0, nil
	}
	an, bn := isNumeric(a), isNumeric(b)
	if an {
		if c, ok := b.(Char); ok {
			b, bn = int32(c), true
		} else if s, ok := t.oneChar(b); ok {
			b, bn = int32(s), true
		}
		if bn {
			return number.Compare(a, b), nil
		}
	}
	switch x := a.(type) {
	case Char:
		if bn {
			return number.Compare(int32(x), b), nil
		}
		if y, ok := b.(Char); ok {
			return int(x) - int(y), nil
		}
		if s, ok := t.textOf(b); ok {
			return compareStrings(x.String(), s), nil
		}
	case string, *GString:
		s, err := t.toString(a)
		if err != nil {
			return 0, err
		}
		if bn {
			if strLen(s) == 1 {
				return number.Compare(int32(charAt(s, 0)), b), nil
			}
			break
		}
		if c, ok := b.(Char); ok {
			return compareStrings(s, c.String()), nil
		}
		if u, ok := t.textOf(b); ok {
			return compareStrings(s, u), nil
		}
		a = s
	case bool:
		if y, ok := b.(bool); ok {
			switch {
			case x == y:
				return 0, nil
			case y:
				return -1, nil
			}
			return 1, nil
		}
	}
	if t.comparable(a, b) {
		return t.javaCompare(a, b)
	}
	if x, ok := a.(Comparer); ok {
		if n, ok := x.Compare(b); ok {
			return n, nil
		}
	}
	if y, ok := b.(Comparer); ok {
		if n, ok := y.Compare(a); ok {
			return -n, nil
		}
	}
	if eq, err := t.equal(a, b); eq || err != nil {
		return 0, err
	}
	as, err := t.format(a)
	if err != nil {
		return 0, err
	}
	bs, err := t.format(b)
	if err != nil {
		return 0, err
	}
	return 0, t.throw(classGroovyRuntime, "Cannot compare %s with value '%s' and %s with value '%s'",
		classOf(a).name, as, classOf(b).name, bs)
}

// textOf gives the text of a String or GString.
func (t *thread) textOf(v any) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case *GString:
		s, err := t.gtext(x)
		return s, err == nil
	}
	return "", false
}

func (t *thread) oneChar(v any) (Char, bool) {
	if s, ok := t.textOf(v); ok && strLen(s) == 1 {
		return Char(charAt(s, 0)), true
	}
	return 0, false
}

// comparable tells whether a can be compared with b by its own compareTo.
func (t *thread) comparable(a, b any) bool {
	ca, cb := classOf(a), classOf(b)
	if !ca.isSubclassOf(classComparable) {
		return false
	}
	return ca.isSubclassOf(cb) || cb.isSubclassOf(ca) || commonEnum(ca, cb) || sharedSuper(ca, cb)
}

func sharedSuper(a, b *Class) bool {
	if a.super == nil || b.super == nil || a.super == classObject || a.super == classNumber {
		return false
	}
	return a.super == b.super && a.super.isSubclassOf(classComparable)
}

func commonEnum(a, b *Class) bool {
	return a.super == b.super && a.script != nil && a.script.enum != nil
}

// javaCompare is a.compareTo(b): what Java's own sorted collections use.
func (t *thread) javaCompare(a, b any) (int, error) {
	if err := t.enter(); err != nil {
		return 0, err
	}
	defer t.exit()
	if a == nil || b == nil {
		return 0, t.throw(classNullPointer, "")
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return compareStrings(x, y), nil
		}
		if y, ok := b.(*GString); ok {
			s, err := t.gtext(y)
			return compareStrings(x, s), err
		}
		return 0, t.castError(b, classOf(a))
	case bool, Char, *GString:
		if classOf(a) == classOf(b) {
			return t.compare(a, b)
		}
		return 0, t.castError(b, classOf(a))
	case *Object:
		if x.class.script.enum != nil && x.class.findMethods("compareTo").all[0].fn == nil {
			y, ok := b.(*Object)
			if !ok || y.class.script == nil {
				return 0, t.castError(b, x.class)
			}
			return int(ordinalOf(x)) - int(ordinalOf(y)), nil
		}
		if !x.class.isSubclassOf(classComparable) {
			return 0, t.throw(classClassCast, "class %s cannot be cast to class java.lang.Comparable", x.class.name)
		}
		r, err := t.callOwn(a.(*Object), a.(*Object).class.findMethods("compareTo"), b)
		if err != nil {
			return 0, err
		}
		n, err := t.cast(r, classIntP)
		if err != nil {
			return 0, err
		}
		return int(n.(int32)), nil
	case comparer:
		return x.compareTo(t, b)
	case Comparer:
		if c, ok := x.Compare(b); ok {
			return c, nil
		}
		return 0, t.castError(b, classOf(a))
	}
	if isNumeric(a) {
		if classOf(a) == classOf(b) {
			return number.Compare(a, b), nil
		}
		return 0, t.castError(b, classOf(a))
	}
	return 0, t.throw(classClassCast, "class %s cannot be cast to class java.lang.Comparable", classOf(a).name)
}

// comparer is a library value that is Comparable.
type comparer interface {
	compareTo(t *thread, other any) (int, error)
}

// castError is the JVM's ClassCastException.
func (t *thread) castError(v any, c *Class) error {
	return t.throw(classClassCast, "class %s cannot be cast to class %s", classOf(v).Name(), c.Name())
}

// compareBy asks a comparator: nil for the natural order, a closure of one or
// two parameters, or whatever implements Comparator.
func (t *thread) compareBy(by, a, b any) (int, error) {
	if by == nil {
		return t.javaCompare(a, b)
	}
	if f, ok := by.(func(t *thread, a, b any) (int, error)); ok {
		return f(t, a, b)
	}
	var r any
	var err error
	switch c := by.(type) {
	case *Closure:
		if c.nparams() == 1 {
			var x, y any
			if x, err = t.call1(c, a); err != nil {
				return 0, err
			}
			if y, err = t.call1(c, b); err != nil {
				return 0, err
			}
			return t.looseOrder(x, y)
		}
		r, err = t.call2(c, a, b)
	case nativeComparator:
		// It may be made of others: reversed(), thenComparing().
		if err := t.enter(); err != nil {
			return 0, err
		}
		defer t.exit()
		return c.compare(t, a, b)
	default:
		r, err = t.invoke(by, "compare", a, b)
	}
	if err != nil {
		return 0, err
	}
	return t.sign(r)
}

// nativeComparator is a comparator of the library.
type nativeComparator interface {
	compare(t *thread, a, b any) (int, error)
}

// sign makes a comparison's result of what a closure gave, as Groovy does.
func (t *thread) sign(r any) (int, error) {
	switch n := r.(type) {
	case int32:
		return int(n), nil
	case nil:
		return 0, nil
	case bool:
		if n {
			return 1, nil
		}
		return 0, nil
	}
	n, err := t.cast(r, classIntP)
	if err != nil {
		return 0, err
	}
	return int(n.(int32)), nil
}
