package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// ---- increments and assignment ---------------------------------------------

// incLocal compiles i++ as a statement where i is a plain local.
func (c *compiler) incLocal(x syntax.Expr) stmtCode {
	d, ok := x.(*syntax.IncDec)
	if !ok || c.rec != nil {
		return nil
	}
	id, ok := d.X.(*syntax.Ident)
	if !ok || c.vars[id.ID()] == nil {
		return nil
	}
	v := c.vars[id.ID()]
	p := c.place(v)
	if p.kind != inSlot {
		return nil
	}
	full := c.incDec(d)
	by := int32(1)
	if d.Op == syntax.OpDec {
		by = -1
	}
	i := p.i
	return func(fr *frame) (signal, error) {
		if n, ok := fr.slots[i].(int32); ok && !fr.t.dynamic {
			fr.slots[i] = boxInt(n + by)
			return sigNext, nil
		}
		_, err := full(fr)
		return sigNext, err
	}
}

func (c *compiler) incDec(x *syntax.IncDec) code {
	pos, op, post := at0(x), x.Op, x.Postfix
	if c.inTrait && c.inClosure == 0 && c.ofTrait(x.X) {
		what := "Prefix"
		if post {
			what = "Postfix"
		}
		c.errorAt(x, what+" expressions on trait fields/properties are not supported in traits.", "write "+"x += 1 instead")
	}
	ref := c.referenceOf(x.X)
	ref.get = noted(c.columnOf(x.X), ref.get)
	return func(fr *frame) (any, error) {
		r, err := ref.open(fr)
		if err != nil {
			return nil, err
		}
		old, err := ref.get(fr, r)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.unary(op, old)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		if err := ref.set(fr, r, v); err != nil {
			return nil, err
		}
		if post {
			return old, nil
		}
		return v, nil
	}
}

// ofTrait tells whether an expression is a field of the trait around it.
func (c *compiler) ofTrait(x syntax.Expr) bool {
	name := ""
	switch x := x.(type) {
	case *syntax.Ident:
		if c.vars[x.ID()] != nil {
			return false
		}
		name = x.Name
	case *syntax.Property:
		if n, ok := x.Name.(*syntax.String); ok && isBareThis(x.X) {
			name = n.Value
		}
	}
	return name != "" && ownFieldOf(c.cls, name) != nil
}

func (c *compiler) assign(x *syntax.Assign) code {
	if t, ok := x.X.(*syntax.Tuple); ok {
		return c.assignTuple(x, t)
	}
	if id, ok := x.X.(*syntax.Ident); ok {
		if v := c.vars[id.ID()]; v != nil {
			return c.assignLocal(x, v)
		}
	}
	if !assignable(x.X) {
		c.errorAt(x.X, "this cannot be assigned to", "")
	}
	ref := c.reference(x.X)
	y, pos, op := c.expr(x.Y), at0(x), x.Op
	if op == syntax.OpNone {
		// The right side is evaluated first, as Groovy does.
		return func(fr *frame) (any, error) {
			v, err := y(fr)
			if err != nil {
				return nil, err
			}
			r, err := ref.open(fr)
			if err != nil {
				return nil, err
			}
			if err := ref.set(fr, r, v); err != nil {
				return nil, err
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		r, err := ref.open(fr)
		if err != nil {
			return nil, err
		}
		old, err := ref.get(fr, r)
		if err != nil {
			return nil, err
		}
		v, done, err := fr.combine(op, old, y)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		if done {
			return old, nil
		}
		if err := ref.set(fr, r, v); err != nil {
			return nil, err
		}
		return v, nil
	}
}

// assignable tells what = may stand behind: ++ and -- do with any value.
func assignable(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Paren:
		return assignable(x.X)
	case *syntax.Ident, *syntax.Property, *syntax.Index, *syntax.Call:
		return true
	}
	return false
}

// combine is what x op= y stores; done tells that nothing is to be stored.
func (fr *frame) combine(op syntax.Op, old any, y code) (v any, done bool, err error) {
	if op == syntax.OpElvis {
		ok, err := fr.t.truth(old)
		if ok || err != nil {
			return old, true, err
		}
		v, err = y(fr)
		return v, false, err
	}
	b, err := y(fr)
	if err != nil {
		return nil, false, err
	}
	v, err = fr.t.binary(op, old, b)
	return v, false, err
}

func (c *compiler) assignLocal(x *syntax.Assign, v *variable) code {
	p, typ := c.place(v), v.typ
	y, pos, op := c.expr(x.Y), at0(x), x.Op
	if op == syntax.OpNone && typ == nil && p.kind == inSlot {
		i := p.i
		return func(fr *frame) (any, error) {
			r, err := y(fr)
			if err != nil {
				return nil, err
			}
			fr.slots[i] = r
			return r, nil
		}
	}
	load := p.load()
	if col := c.columnOf(x.X); col > 0 {
		plain := load
		load = func(fr *frame) (any, error) {
			v, err := plain(fr)
			fr.t.record(col, v)
			return v, err
		}
	}
	return func(fr *frame) (any, error) {
		var r any
		var err error
		if op == syntax.OpNone {
			r, err = y(fr)
			if err != nil {
				return nil, err
			}
		} else {
			old, err := load(fr)
			if err != nil {
				return nil, err
			}
			var done bool
			if i, ok := old.(int32); ok && op == syntax.OpAdd && !fr.t.dynamic {
				b, err := y(fr)
				if err != nil {
					return nil, err
				}
				if j, ok := b.(int32); ok {
					r = boxInt(i + j)
				} else if r, err = fr.t.binary(op, old, b); err != nil {
					return nil, at(err, fr, pos)
				}
			} else if r, done, err = fr.combine(op, old, y); err != nil {
				return nil, at(err, fr, pos)
			}
			if done {
				return old, nil
			}
		}
		if typ != nil {
			if r, err = fr.t.cast(r, typ); err != nil {
				return nil, at(err, fr, pos)
			}
		}
		p.store(fr, r)
		return r, nil
	}
}

func (c *compiler) assignTuple(x *syntax.Assign, t *syntax.Tuple) code {
	refs := make([]reference, len(t.Elems))
	for i, e := range t.Elems {
		refs[i] = c.reference(e)
	}
	y, pos := c.expr(x.Y), at0(x)
	return func(fr *frame) (any, error) {
		v, err := y(fr)
		if err != nil {
			return nil, err
		}
		for i, ref := range refs {
			r, err := ref.open(fr)
			if err != nil {
				return nil, err
			}
			e, err := fr.t.component(v, i)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if err := ref.set(fr, r, e); err != nil {
				return nil, err
			}
		}
		return v, nil
	}
}
