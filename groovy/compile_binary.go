package groovy

import (
	"cmp"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// ---- operators -------------------------------------------------------------

func (c *compiler) unary(x *syntax.Unary) code {
	if n, ok := x.X.(*syntax.Number); ok && x.Op == syntax.OpMinus {
		v := c.number(n, true)
		// The sign is read with the digits, and there is no -0 in decimal ones.
		if !number.Truth(v) {
			return constant0(v)
		}
		if r, err := number.Neg(v); err == nil {
			return constant0(r)
		}
	}
	pos, op := at0(x), x.Op
	if op == syntax.OpNot {
		cond := c.cond(x.X)
		return func(fr *frame) (any, error) {
			ok, err := cond(fr)
			return !ok, err
		}
	}
	v := c.expr(x.X)
	return func(fr *frame) (any, error) {
		a, err := v(fr)
		if err != nil {
			return nil, err
		}
		r, err := fr.t.unary(op, a)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

func (c *compiler) binary(x *syntax.Binary) code {
	pos, op := at0(x), x.Op
	switch op {
	case syntax.OpAnd, syntax.OpOr:
		a, b := c.cond(x.X), c.cond(x.Y)
		if op == syntax.OpAnd {
			return func(fr *frame) (any, error) {
				if ok, err := a(fr); !ok || err != nil {
					return false, err
				}
				return boolCode(b, fr)
			}
		}
		return func(fr *frame) (any, error) {
			if ok, err := a(fr); ok || err != nil {
				return ok, err
			}
			return boolCode(b, fr)
		}
	case syntax.OpEq, syntax.OpNe, syntax.OpLt, syntax.OpLe, syntax.OpGt, syntax.OpGe:
		cmp := c.comparison(x)
		return func(fr *frame) (any, error) { return boolCode(cmp, fr) }
	}
	a, b := c.compared(op, x.X, c.expr(x.X)), c.compared(op, x.Y, c.expr(x.Y))
	switch op {
	case syntax.OpAdd:
		return func(fr *frame) (any, error) {
			l, err := a(fr)
			if err != nil {
				return nil, err
			}
			r, err := b(fr)
			if err != nil {
				return nil, err
			}
			if i, ok := l.(int32); ok && !fr.t.dynamic {
				if j, ok := r.(int32); ok {
					return boxInt(i + j), nil
				}
			}
			v, err := fr.t.binary(syntax.OpAdd, l, r)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	case syntax.OpCompare, syntax.OpIdentical, syntax.OpNotIdentical, syntax.OpFind, syntax.OpMatch, syntax.OpIn, syntax.OpNotIn:
		return func(fr *frame) (any, error) {
			l, err := a(fr)
			if err != nil {
				return nil, err
			}
			r, err := b(fr)
			if err != nil {
				return nil, err
			}
			v, err := fr.t.relation(op, l, r)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		l, err := a(fr)
		if err != nil {
			return nil, err
		}
		r, err := b(fr)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.binary(op, l, r)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

func boolCode(c condCode, fr *frame) (any, error) {
	ok, err := c(fr)
	if ok {
		return true, err
	}
	return false, err
}

// relation is the operators whose result is no arithmetic.
func (t *thread) relation(op syntax.Op, l, r any) (any, error) {
	switch op {
	case syntax.OpCompare:
		// compareTo may tell how far they are apart, the operator does not.
		n, err := t.compare(l, r)
		return boxInt(int32(cmp.Compare(n, 0))), err
	case syntax.OpIdentical:
		return same(l, r), nil
	case syntax.OpNotIdentical:
		return !same(l, r), nil
	case syntax.OpFind:
		return t.findRegex(l, r)
	case syntax.OpMatch:
		return t.matchRegex(l, r)
	case syntax.OpIn:
		return boolResult(t.isCase(r, l))
	}
	ok, err := t.isCase(r, l)
	return !ok, err
}

func boolResult(ok bool, err error) (any, error) { return ok, err }

// cond compiles a condition, without making a Boolean where it can.
func (c *compiler) cond(x syntax.Expr) condCode {
	guard := c.deeper()
	f := c.condCode(x)
	c.height--
	if !guard {
		return f
	}
	return func(fr *frame) (bool, error) {
		if err := fr.t.enter(); err != nil {
			return false, err
		}
		ok, err := f(fr)
		fr.t.exit()
		return ok, err
	}
}

func (c *compiler) condCode(x syntax.Expr) condCode {
	if c.rec == nil {
		switch x := x.(type) {
		case *syntax.Paren:
			return c.cond(x.X)
		case *syntax.Binary:
			switch x.Op {
			case syntax.OpEq, syntax.OpNe, syntax.OpLt, syntax.OpLe, syntax.OpGt, syntax.OpGe:
				return c.comparison(x)
			case syntax.OpAnd:
				a, b := c.cond(x.X), c.cond(x.Y)
				return func(fr *frame) (bool, error) {
					if ok, err := a(fr); !ok || err != nil {
						return false, err
					}
					return b(fr)
				}
			case syntax.OpOr:
				a, b := c.cond(x.X), c.cond(x.Y)
				return func(fr *frame) (bool, error) {
					if ok, err := a(fr); ok || err != nil {
						return ok, err
					}
					return b(fr)
				}
			}
		case *syntax.Unary:
			if x.Op == syntax.OpNot {
				a := c.cond(x.X)
				return func(fr *frame) (bool, error) {
					ok, err := a(fr)
					return !ok, err
				}
			}
		}
	}
	v, pos := c.expr(x), at0(x)
	return func(fr *frame) (bool, error) {
		r, err := v(fr)
		if err != nil {
			return false, err
		}
		if b, ok := r.(bool); ok {
			return b, nil
		}
		ok, err := fr.t.truth(r)
		if err != nil {
			return false, at(err, fr, pos)
		}
		return ok, nil
	}
}

func intCompare(op syntax.Op, a, b int32) bool {
	switch op {
	case syntax.OpEq:
		return a == b
	case syntax.OpNe:
		return a != b
	case syntax.OpLt:
		return a < b
	case syntax.OpLe:
		return a <= b
	case syntax.OpGt:
		return a > b
	}
	return a >= b
}

func (c *compiler) comparison(x *syntax.Binary) condCode {
	pos, op := at0(x), x.Op
	a := c.expr(x.X)
	if n, ok := x.Y.(*syntax.Number); ok && c.rec == nil {
		if k, ok := c.number(n, false).(int32); ok {
			var boxed any = k
			return func(fr *frame) (bool, error) {
				l, err := a(fr)
				if err != nil {
					return false, err
				}
				if i, ok := l.(int32); ok {
					return intCompare(op, i, k), nil
				}
				ok, err := fr.t.compareOp(op, l, boxed)
				if err != nil {
					return false, at(err, fr, pos)
				}
				return ok, nil
			}
		}
	}
	b := c.expr(x.Y)
	return func(fr *frame) (bool, error) {
		l, err := a(fr)
		if err != nil {
			return false, err
		}
		r, err := b(fr)
		if err != nil {
			return false, err
		}
		if i, ok := l.(int32); ok {
			if j, ok := r.(int32); ok {
				return intCompare(op, i, j), nil
			}
		}
		ok, err := fr.t.compareOp(op, l, r)
		if err != nil {
			return false, at(err, fr, pos)
		}
		return ok, nil
	}
}

// compareOp is one of == != < <= > >=.
func (t *thread) compareOp(op syntax.Op, l, r any) (bool, error) {
	switch op {
	case syntax.OpEq:
		return t.equal(l, r)
	case syntax.OpNe:
		ok, err := t.equal(l, r)
		return !ok, err
	}
	if isNumeric(l) && isNumeric(r) {
		switch op {
		case syntax.OpLt:
			return number.Less(l, r), nil
		case syntax.OpLe:
			return number.LessEqual(l, r), nil
		case syntax.OpGt:
			return number.Less(r, l), nil
		}
		return number.LessEqual(r, l), nil
	}
	n, err := t.compare(l, r)
	if err != nil {
		return false, err
	}
	return intCompare(op, int32(n), 0), nil
}
