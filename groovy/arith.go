package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// smallInts are the Integers made so often that they are kept.
const smallLow, smallHigh = -128, 1023

var smallInts = func() (a [smallHigh - smallLow + 1]any) {
	for i := range a {
		a[i] = int32(i + smallLow)
	}
	return
}()

// boxInt makes an Integer of an int32 without taking memory for small ones.
func boxInt(i int32) any {
	if i >= smallLow && i <= smallHigh {
		return smallInts[i-smallLow]
	}
	return i
}

// operatorMethods are the methods that operators call.
var operatorMethods = [...]string{
	syntax.OpAdd: "plus", syntax.OpSub: "minus", syntax.OpMul: "multiply", syntax.OpDiv: "div", syntax.OpMod: "mod",
	syntax.OpPow: "power", syntax.OpShl: "leftShift", syntax.OpShr: "rightShift", syntax.OpUshr: "rightShiftUnsigned",
	syntax.OpBitAnd: "and", syntax.OpBitOr: "or", syntax.OpBitXor: "xor", syntax.OpMinus: "negative", syntax.OpPlus: "positive",
	syntax.OpBitNot: "bitwiseNegate", syntax.OpInc: "next", syntax.OpDec: "previous",
}

// binary is a op b for the operators that are methods.
func (t *thread) binary(op syntax.Op, a, b any) (any, error) {
	if t.dynamic {
		return t.operator(op, a, b)
	}
	switch op {
	case syntax.OpAdd:
		switch x := a.(type) {
		case int32:
			if y, ok := b.(int32); ok {
				return boxInt(x + y), nil
			}
		case string:
			return t.plusText(x, b)
		}
	case syntax.OpSub:
		if x, ok := a.(int32); ok {
			if y, ok := b.(int32); ok {
				return boxInt(x - y), nil
			}
		}
	case syntax.OpMul:
		if x, ok := a.(int32); ok {
			if y, ok := b.(int32); ok {
				return boxInt(x * y), nil
			}
		}
	}
	if isNumeric(a) && isNumeric(b) {
		r, err := t.arithmetic(op, a, b)
		if err == nil {
			return r, nil
		}
		if e, ok := err.(*number.Error); !ok || e.Class != number.UnsupportedOperationException {
			return nil, t.numberError(err)
		}
	}
	return t.operator(op, a, b)
}

// arithmetic computes with two numbers; errors are those of package number.
func (t *thread) arithmetic(op syntax.Op, a, b any) (any, error) {
	var r any
	var err error
	switch op {
	case syntax.OpAdd:
		r, err = number.Add(&t.number, a, b)
	case syntax.OpSub:
		r, err = number.Sub(&t.number, a, b)
	case syntax.OpMul:
		r, err = number.Mul(&t.number, a, b)
	case syntax.OpDiv:
		r, err = number.Div(&t.number, a, b)
	case syntax.OpMod:
		r, err = number.Mod(&t.number, a, b)
	case syntax.OpPow:
		r, err = number.Power(&t.number, a, b)
	case syntax.OpBitAnd:
		r, err = number.And(&t.number, a, b)
	case syntax.OpBitOr:
		r, err = number.Or(&t.number, a, b)
	case syntax.OpBitXor:
		r, err = number.Xor(&t.number, a, b)
	case syntax.OpShl:
		r, err = number.Shl(a, b)
	case syntax.OpShr:
		r, err = number.Shr(a, b)
	case syntax.OpUshr:
		r, err = number.Ushr(a, b)
	default:
		return nil, &number.Error{Class: number.UnsupportedOperationException}
	}
	if err != nil {
		return nil, err
	}
	return r, t.sized(r)
}

// plusText is text + anything.
func (t *thread) plusText(s string, b any) (any, error) {
	u, ok := b.(string)
	if !ok {
		var err error
		if u, err = t.format(b); err != nil {
			return nil, err
		}
	}
	if err := t.alloc(len(s) + len(u) + 16); err != nil {
		return nil, err
	}
	if n := len(s) + len(u); n > 256 {
		if err := t.charge(n / 64); err != nil {
			return nil, err
		}
	}
	if u == "" {
		return s, nil
	}
	if s == "" {
		return u, nil
	}
	if s[len(s)-1] < 0x80 || u[0] < 0x80 {
		return s + u, nil
	}
	return joinSurrogates(s + u), nil
}

// operator is a op b by the method of that operator.
func (t *thread) operator(op syntax.Op, a, b any) (any, error) {
	name := operatorMethods[op]
	if a == nil {
		switch op {
		case syntax.OpAdd:
			if isText(b) {
				s, err := t.toString(b)
				return "null" + s, err
			}
			return nil, t.nullOperand("+", b)
		}
		s := map[syntax.Op]string{syntax.OpSub: "-", syntax.OpMul: "*", syntax.OpDiv: "/", syntax.OpMod: "%"}[op]
		if s != "" {
			return nil, t.throw(classNullPointer, "Cannot invoke method %s() on null object", name)
		}
	}
	mark := t.sp
	args := t.args(1)
	args[0] = b
	r, err := t.invokeArgs(a, name, args)
	t.free(mark)
	return r, err
}

func (t *thread) nullOperand(op string, b any) error {
	s, err := t.format(b)
	if err != nil {
		return err
	}
	return t.throw(classNullPointer, "Cannot execute null%s%s", op, s)
}

// unary is one of - + ~ before a value, or next and previous.
func (t *thread) unary(op syntax.Op, a any) (any, error) {
	if l, ok := a.(*List); ok && l.class == classArrayList && (op == syntax.OpMinus || op == syntax.OpPlus || op == syntax.OpBitNot) {
		return t.unaryList(op, l)
	}
	if isNumeric(a) && !t.dynamic {
		var r any
		var err error
		switch op {
		case syntax.OpMinus:
			r, err = number.Neg(a)
		case syntax.OpPlus:
			return a, nil
		case syntax.OpBitNot:
			r, err = number.BitNot(a)
		case syntax.OpInc:
			r, err = number.Next(&t.number, a)
		case syntax.OpDec:
			r, err = number.Previous(&t.number, a)
		}
		if err == nil {
			return r, t.sized(r)
		}
		if e, ok := err.(*number.Error); !ok || e.Class != number.UnsupportedOperationException {
			return nil, t.numberError(err)
		}
	}
	if c, ok := a.(Char); ok && (op == syntax.OpInc || op == syntax.OpDec) {
		if op == syntax.OpInc {
			return c + 1, nil
		}
		return c - 1, nil
	}
	if isNumeric(a) && op == syntax.OpBitNot && !t.dynamic {
		s, err := t.toString(a)
		if err != nil {
			return nil, err
		}
		return nil, t.throw(classUnsupported, "Cannot use bitwiseNegate() on this number type: %s with value: %s", classOf(a).Name(), s)
	}
	return t.invoke(a, operatorMethods[op])
}

// unaryList is the sign before a list: before each of its elements.
func (t *thread) unaryList(op syntax.Op, l *List) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	items, err := t.slice(l)
	if err != nil {
		return nil, err
	}
	for i, e := range items {
		if items[i], err = t.unary(op, e); err != nil {
			return nil, err
		}
	}
	return newList(items), t.alloc(16 * len(items))
}
