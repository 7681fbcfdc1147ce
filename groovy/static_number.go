package groovy

import (
	"math"
	"strconv"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// Groovy's compiler knows the types of some expressions that are numbers, and
// makes both values of ?: and of the short form be of the wider of their types:
// true ? 1 : 2d is 1.0. Here is what it knows.

// widening are the primitive numbers from narrow to wide.
var widening = [...]*Class{classByteP, classShortP, classIntP, classLongP, classFloatP, classDoubleP}

// numberType is the primitive type of an expression, nil if it is not known to
// be a number. Wrappers count where boxed is set: of a variable or a cast.
func (c *compiler) numberType(x syntax.Expr, boxed bool) *Class {
	known := func(k *Class) *Class {
		for _, p := range widening {
			if k != nil && (k == p || boxed && k == p.box) {
				return p
			}
		}
		return nil
	}
	switch x := x.(type) {
	case *syntax.Paren:
		return c.numberType(x.X, boxed)
	case *syntax.Number:
		return literalType(x, false)
	case *syntax.Unary:
		if n, ok := x.X.(*syntax.Number); ok && (x.Op == syntax.OpMinus || x.Op == syntax.OpPlus) {
			return literalType(n, x.Op == syntax.OpMinus)
		}
	case *syntax.Ident:
		if v := c.vars[x.ID()]; v != nil {
			return known(v.typ)
		}
		if f := c.ownField(x.Name); f != nil {
			return known(f.typ)
		}
	case *syntax.IncDec:
		return c.numberType(x.X, boxed)
	case *syntax.Cast:
		return known(c.typ(x.Type))
	case *syntax.As:
		return known(c.typ(x.Type))
	case *syntax.Index:
		if v, ok := x.X.(*syntax.Ident); ok && len(x.Args) == 1 {
			if l := c.vars[v.ID()]; l != nil && l.typ != nil && l.typ.kind == kindArray {
				return known(l.typ.elem)
			}
		}
	case *syntax.Binary:
		switch x.Op {
		case syntax.OpAdd, syntax.OpSub, syntax.OpMul, syntax.OpMod, syntax.OpShl, syntax.OpShr, syntax.OpUshr,
			syntax.OpBitAnd, syntax.OpBitOr, syntax.OpBitXor, syntax.OpCompare:
			a, b := c.numberType(x.X, false), c.numberType(x.Y, false)
			if a != nil && b != nil {
				return wider(classIntP, wider(a, b))
			}
		}
	}
	return nil
}

// literalType is the primitive type of a number as it is written, nil if it is
// of one of the big classes.
func literalType(x *syntax.Number, negated bool) *Class {
	switch x.Kind {
	case syntax.NumInt:
		return classIntP
	case syntax.NumLong:
		return classLongP
	case syntax.NumFloat:
		return classFloatP
	case syntax.NumDouble:
		return classDoubleP
	case syntax.NumInteger:
		n, err := strconv.ParseUint(x.Digits, x.Base, 64)
		if negated && n > 0 {
			n--
		}
		switch {
		case err != nil || n > math.MaxInt64:
		case n > math.MaxInt32:
			return classLongP
		default:
			return classIntP
		}
	}
	return nil
}

// compared makes the operand of arithmetic that is a comparison, a <=> b, a
// number of the type that the compiler takes it for: that of what is compared.
func (c *compiler) compared(op syntax.Op, x syntax.Expr, v code) code {
	inner := x
	for {
		p, ok := inner.(*syntax.Paren)
		if !ok {
			break
		}
		inner = p.X
	}
	if b, ok := inner.(*syntax.Binary); !ok || b.Op != syntax.OpCompare {
		return v
	}
	to := c.numberType(inner, false)
	switch op {
	case syntax.OpAdd, syntax.OpSub, syntax.OpMul, syntax.OpMod:
	case syntax.OpBitAnd, syntax.OpBitOr, syntax.OpBitXor, syntax.OpShl, syntax.OpShr, syntax.OpUshr:
		if to != classLongP {
			return v
		}
	default:
		return v
	}
	if to == nil || to == classIntP {
		return v
	}
	return func(fr *frame) (any, error) {
		r, err := v(fr)
		if err != nil || !isNumeric(r) {
			return r, err
		}
		return fr.t.convertNumber(r, to.box)
	}
}

// wider is the wider of two primitive numbers; of float and anything with
// another, arithmetic makes a double.
func wider(a, b *Class) *Class {
	for i := len(widening) - 1; i >= 0; i-- {
		if widening[i] == a || widening[i] == b {
			return widening[i]
		}
	}
	return a
}

// alike makes one of two values be of the type that both have by the
// compiler's knowledge.
func (c *compiler) alike(a, b syntax.Expr) func(t *thread, v any) (any, error) {
	x, y := c.numberType(a, true), c.numberType(b, true)
	if x == nil || y == nil || x == y {
		return nil
	}
	to := wider(x, y).box
	return func(t *thread, v any) (any, error) {
		if v == nil || classOf(v) == to || !isNumeric(v) {
			return v, nil
		}
		return t.convertNumber(v, to)
	}
}
