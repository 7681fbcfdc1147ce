package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// ---- indexing --------------------------------------------------------------

// indexKey is the one key of x[a], or the list of x[a, b].
func (c *compiler) indexKey(args []syntax.Expr) code {
	if len(args) == 1 {
		switch a := args[0].(type) {
		case *syntax.Spread, *syntax.Entry, *syntax.SpreadMap:
		default:
			return c.expr(a)
		}
	}
	for _, a := range args {
		if _, ok := a.(*syntax.Entry); ok {
			c.errorAt(a, "You tried to use a map entry for an index operation, this is not allowed. Maybe something should be set in parentheses or a comma is missing?", "")
			return c.mapLiteral(args)
		}
	}
	items := c.spreadCode(args)
	return func(fr *frame) (any, error) {
		l, err := items(fr)
		return newList(l), err
	}
}

func (c *compiler) index(x *syntax.Index) code {
	recv, key, pos, safe := c.expr(x.X), c.indexKey(x.Args), at0(x), x.Safe
	return func(fr *frame) (any, error) {
		r, err := recv(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && safe {
			return nil, nil
		}
		k, err := key(fr)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.index(r, k)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

// index is x[key].
func (t *thread) index(x, key any) (any, error) {
	if !t.dynamic {
		switch r := x.(type) {
		case *List:
			if i, ok := key.(int32); ok && r.fixed != listReadOnly && r.order == nil {
				n := len(r.items)
				if i >= 0 {
					if int(i) < n {
						return r.items[i], nil
					}
					return nil, nil
				}
				if j := n + int(i); j >= 0 {
					return r.items[j], nil
				}
				return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
			}
		case *Map:
			switch k := key.(type) {
			case *GString:
				s, err := t.gtext(k)
				if err != nil {
					return nil, err
				}
				return t.mapGet(r, s)
			}
			return t.mapGet(r, key)
		case *Array:
			if i, ok := key.(int32); ok {
				return t.arrayAt(r, int(i))
			}
		}
	}
	switch r := x.(type) {
	case Indexer:
		v, err := r.Index(t.host(), key)
		return FromGo(v), t.fromHost(err)
	case *Class:
		// A class in brackets is only asked for a static method getAt.
		return t.invoke(x, "getAt", key)
	}
	if x == nil && t.nothing(key) {
		// Nothing is asked for by no arguments, of which Groovy takes the first.
		return nil, t.throw(classArrayIndex, "Index 0 out of bounds for length 0")
	}
	if l, ok := key.(*List); ok {
		// x[a, b] calls getAt(a, b) where there is such a method.
		if o, isObject := x.(*Object); isObject {
			if s := o.class.findMethods("getAt"); s != nil {
				if m, err := s.pick(t, l.items); err == nil && m != nil && len(l.items) > 1 {
					return t.callMethod(m, o, append([]any(nil), l.items...))
				}
			}
		}
	}
	return t.invoke(x, "getAt", key)
}

// nothing tells whether a key is an empty list or range.
func (t *thread) nothing(key any) bool {
	switch k := key.(type) {
	case *List:
		return len(k.items) == 0
	case *Range:
		return k.count == 0
	}
	return false
}

func (t *thread) arrayAt(a *Array, i int) (any, error) {
	n := len(a.items)
	j := i
	if j < 0 {
		if j += n; j < 0 {
			return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
		}
	}
	if j >= n {
		return nil, t.throw(classArrayIndex, "Index %d out of bounds for length %d", j, n)
	}
	return a.items[j], nil
}

// setIndex is x[key] = v.
func (t *thread) setIndex(x, key, v any) error {
	if !t.dynamic {
		switch r := x.(type) {
		case *Map:
			if g, ok := key.(*GString); ok {
				s, err := t.gtext(g)
				if err != nil {
					return err
				}
				key = s
			}
			_, err := r.put(t, key, v)
			return err
		case *Array:
			if i, ok := key.(int32); ok {
				return t.setArrayAt(r, int(i), v)
			}
		}
	}
	if s, ok := x.(IndexSetter); ok {
		return t.fromHost(s.SetIndex(t.host(), key, v))
	}
	_, err := t.invoke(x, "putAt", key, v)
	return err
}

func (t *thread) setArrayAt(a *Array, i int, v any) error {
	n := len(a.items)
	j := i
	if j < 0 {
		if j += n; j < 0 {
			return t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
		}
	}
	if j >= n {
		return t.throw(classArrayIndex, "Index %d out of bounds for length %d", j, n)
	}
	if v == nil && a.class.elem.kind == kindPrimitive {
		return t.throw(classNullPointer, "")
	}
	w, err := t.cast(v, a.class.elem)
	if err != nil {
		return err
	}
	a.items[j] = w
	return nil
}
