package groovy

import (
	"math/big"
	"slices"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// number makes the value of a literal; negated tells that a minus stands before it.
func (c *compiler) number(x *syntax.Number, negated bool) any {
	digits := x.Digits
	bad := func() any {
		c.errorAt(x, "Number of value "+x.Text+" does not fit in the range of its type", "")
		return int32(0)
	}
	switch x.Kind {
	case syntax.NumInteger, syntax.NumInt, syntax.NumLong, syntax.NumBigInteger:
		b, ok := new(big.Int).SetString(digits, x.Base)
		if !ok {
			return bad()
		}
		signed := new(big.Int).Set(b)
		if negated {
			signed.Neg(signed)
		}
		fits32 := signed.IsInt64() && signed.Int64() >= -1<<31 && signed.Int64() <= 1<<31-1
		bits := b.BitLen()
		switch x.Kind {
		case syntax.NumInt:
			if !fits32 && !(x.Base != 10 && bits <= 32) {
				return bad()
			}
			return int32(uint32(b.Uint64()))
		case syntax.NumLong:
			if !signed.IsInt64() && !(x.Base != 10 && bits <= 64) {
				return bad()
			}
			return int64(b.Uint64())
		case syntax.NumBigInteger:
			return b
		}
		switch {
		case fits32:
			return boxInt(int32(uint32(b.Uint64())))
		case signed.IsInt64():
			return int64(b.Uint64())
		}
		return b
	case syntax.NumFloat:
		f, err := number.ParseFloat(digits)
		if err != nil {
			return bad()
		}
		return f
	case syntax.NumDouble:
		f, err := number.ParseDouble(digits)
		if err != nil {
			return bad()
		}
		return f
	}
	d, err := number.ParseDecimal(nil, digits)
	if err != nil {
		return bad()
	}
	return d
}

func (c *compiler) gstring(x *syntax.GString) code {
	texts := x.Texts
	codes := make([]code, len(x.Values))
	for i, v := range x.Values {
		switch {
		case v.Body != nil:
			rec := c.rec
			c.rec = nil
			body := c.stmts(v.Body, true)
			c.rec = rec
			codes[i] = func(fr *frame) (any, error) {
				ret := fr.ret
				fr.ret = nil
				_, err := body(fr)
				r := fr.ret
				fr.ret = ret
				return r, err
			}
		case v.X == nil:
			codes[i] = constant0(nil)
		case v.Braced && c.rec != nil:
			brace := v.Pos()
			brace.Col++ // behind the dollar sign
			brace.Offset++
			codes[i] = c.recordedFrom(v.X, brace)
		default:
			codes[i] = c.expr(v.X)
		}
	}
	return func(fr *frame) (any, error) {
		g := newGString(len(codes))
		g.texts = texts
		for i, v := range codes {
			r, err := v(fr)
			if err != nil {
				return nil, err
			}
			g.values[i] = r
		}
		if err := fr.t.alloc(48 + 16*len(codes)); err != nil {
			return nil, err
		}
		return g, nil
	}
}

// newGString takes a GString and room for n values at once.
func newGString(n int) *GString {
	switch n {
	case 1:
		a := &struct {
			g GString
			v [1]any
		}{}
		a.g.values = a.v[:]
		return &a.g
	case 2:
		a := &struct {
			g GString
			v [2]any
		}{}
		a.g.values = a.v[:]
		return &a.g
	}
	return &GString{values: make([]any, n)}
}

func (c *compiler) list(x *syntax.List) code {
	if hasSpread(x.Elems) {
		items, pos := c.spreadCode(x.Elems), at0(x)
		return func(fr *frame) (any, error) {
			l, err := items(fr)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return newList(l), nil
		}
	}
	codes := c.exprs(x.Elems)
	return func(fr *frame) (any, error) {
		items := make([]any, len(codes))
		for i, e := range codes {
			v, err := e(fr)
			if err != nil {
				return nil, err
			}
			items[i] = v
		}
		if err := fr.t.alloc(56 + 16*len(items)); err != nil {
			return nil, err
		}
		return newList(items), nil
	}
}

func (c *compiler) mapLiteral(entries []syntax.Expr) code {
	type pair struct{ key, value code }
	pairs := make([]pair, len(entries))
	for i, e := range entries {
		switch e := e.(type) {
		case *syntax.Entry:
			pairs[i] = pair{c.expr(e.Key), c.expr(e.Value)}
		case *syntax.SpreadMap:
			pairs[i] = pair{nil, c.expr(e.X)}
		}
	}
	if keys := c.plainNames(entries); keys != nil {
		return func(fr *frame) (any, error) {
			m := newMapOf(len(pairs))
			for i, p := range pairs {
				v, err := p.value(fr)
				if err != nil {
					return nil, err
				}
				m.append(keys[i], v, 0)
			}
			return m, fr.t.alloc(mapSize + entrySize*len(pairs))
		}
	}
	return func(fr *frame) (any, error) {
		m := newMapOf(len(pairs))
		for _, p := range pairs {
			var k any
			var err error
			if p.key != nil {
				if k, err = p.key(fr); err != nil {
					return nil, err
				}
			}
			v, err := p.value(fr)
			if err != nil {
				return nil, err
			}
			if p.key == nil {
				if v == nil {
					return nil, fr.t.throw(classNullPointer, "")
				}
				from, ok := nativeOf(v).(*Map)
				if !ok {
					s, err := fr.t.format(v)
					if err != nil {
						return nil, err
					}
					return nil, fr.t.throw(classSpreadMapEvaluating, "Cannot spread the map %s, value %s", classOf(v).Name(), s)
				}
				if err := fr.t.putAll(m, from); err != nil {
					return nil, err
				}
				continue
			}
			if _, err := m.put(fr.t, k, v); err != nil {
				return nil, err
			}
		}
		return m, fr.t.alloc(mapSize)
	}
}

// plainNames gives the keys of a literal if all are names and none comes
// twice, so that nothing has to be looked up.
func (c *compiler) plainNames(entries []syntax.Expr) []any {
	if len(entries) > smallMap {
		return nil
	}
	keys := make([]any, len(entries))
	for i, e := range entries {
		e, ok := e.(*syntax.Entry)
		if !ok {
			return nil
		}
		s, ok := e.Key.(*syntax.String)
		if !ok || slices.Contains(keys[:i], any(s.Value)) {
			return nil
		}
		keys[i] = c.intern(s.Value)
	}
	return keys
}

func (c *compiler) rangeLiteral(x *syntax.Range) code {
	a, b, pos := c.expr(x.From), c.expr(x.To), at0(x)
	exclude, excludeFrom := x.ExcludeTo, x.ExcludeFrom
	return func(fr *frame) (any, error) {
		from, err := a(fr)
		if err != nil {
			return nil, err
		}
		to, err := b(fr)
		if err != nil {
			return nil, err
		}
		if g, ok := from.(*GString); ok {
			if from, err = fr.t.gtext(g); err != nil {
				return nil, err
			}
		}
		if g, ok := to.(*GString); ok {
			if to, err = fr.t.gtext(g); err != nil {
				return nil, err
			}
		}
		if excludeFrom {
			d, err := fr.t.compare(from, to)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if d < 0 {
				from, err = fr.t.invoke(from, "next")
			} else if d > 0 {
				from, err = fr.t.invoke(from, "previous")
			}
			if err != nil {
				return nil, at(err, fr, pos)
			}
		}
		r, err := fr.t.newRange(from, to, exclude)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, fr.t.alloc(smallValue)
	}
}

func (c *compiler) newArray(x *syntax.NewArray) code {
	elem := c.typ(x.Elem)
	if elem == nil {
		elem = classObject
	}
	if x.Init != nil {
		return c.arrayInit(x.Init, c.dims(elem, len(x.Dims)+x.Open-1))
	}
	dims, pos := c.exprs(x.Dims), at0(x)
	inner := c.dims(elem, x.Open)
	return func(fr *frame) (any, error) {
		sizes := make([]int, len(dims))
		for i, d := range dims {
			v, err := d(fr)
			if err != nil {
				return nil, err
			}
			if v, err = fr.t.cast(v, classIntP); err != nil {
				return nil, at(err, fr, pos)
			}
			sizes[i] = int(v.(int32))
		}
		r, err := fr.t.arrays(inner, sizes)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// arrays makes an array of arrays.
func (t *thread) arrays(elem *Class, sizes []int) (*Array, error) {
	n := sizes[0]
	if n < 0 {
		return nil, t.throw(classNegativeArraySize, "%d", n)
	}
	if err := t.alloc(24 + 16*n); err != nil {
		return nil, err
	}
	if err := t.charge(n/16 + 1); err != nil {
		return nil, err
	}
	items := make([]any, n)
	k := elem
	for range sizes[1:] {
		k = k.arrayClass()
	}
	if len(sizes) == 1 {
		if z := zeroOf(elem); z != nil {
			for i := range items {
				items[i] = z
			}
		}
		return newArray(k, items), nil
	}
	for i := range items {
		a, err := t.arrays(elem, sizes[1:])
		if err != nil {
			return nil, err
		}
		items[i] = a
	}
	return newArray(k, items), nil
}

func (c *compiler) arrayInit(x *syntax.ArrayInit, elem *Class) code {
	codes := make([]code, len(x.Elems))
	for i, e := range x.Elems {
		if in, ok := e.(*syntax.ArrayInit); ok && elem.kind == kindArray {
			codes[i] = c.arrayInit(in, elem.elem)
		} else {
			codes[i] = c.expr(e)
		}
	}
	pos := at0(x)
	return func(fr *frame) (any, error) {
		items, err := evalAll(fr, codes)
		if err != nil {
			return nil, err
		}
		for i, v := range items {
			if items[i], err = fr.t.cast(v, elem); err != nil {
				return nil, at(err, fr, pos)
			}
		}
		return newArray(elem, items), fr.t.alloc(24 + 16*len(items))
	}
}
