package number

import (
	"math"
	"math/big"
)

// operator is one of those that promote both operands to one type.
type operator uint8

const (
	opAdd operator = iota
	opSub
	opMul
	opDiv
	opMod
	opIntDiv
	opAnd
	opOr
	opXor
)

// methods are the names Groovy has for them.
var methods = [...]string{"plus", "minus", "multiply", "div", "mod", "intdiv", "and", "or", "xor"}

func binary(l *Limits, op operator, x, y any) (any, error) {
	k, err := promoted(x, y)
	if err != nil {
		return nil, err
	}
	if op == opDiv && k < kindDecimal {
		k = kindDecimal
	}
	switch k {
	case kindInt:
		return binaryInt(op, Int32(x), Int32(y))
	case kindLong:
		return binaryLong(op, Int64(x), Int64(y))
	case kindBig:
		return binaryBig(l, op, wide(x), wide(y))
	case kindFloat:
		a, b := Float64(x), Float64(y)
		switch op {
		case opAdd:
			return a + b, nil
		case opSub:
			return a - b, nil
		case opMul:
			return a * b, nil
		case opDiv:
			return a / b, nil
		case opMod:
			return math.Mod(a, b), nil
		}
		return nil, unsupported(methods[op], x)
	}
	if op > opDiv {
		return nil, unsupported(methods[op], x)
	}
	d, err := small(x)
	if err != nil {
		return nil, err
	}
	e, err := small(y)
	if err != nil {
		return nil, err
	}
	switch op {
	case opAdd:
		return boxDecimal(d.Add(l, &e))
	case opSub:
		return boxDecimal(d.Sub(l, &e))
	case opMul:
		return boxDecimal(d.Mul(l, &e))
	}
	return boxDecimal(d.Quo(l, &e))
}

// boxDecimal keeps a nil *Decimal from becoming a value that is not nil.
func boxDecimal(d *Decimal, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return d, nil
}

func binaryInt(op operator, a, b int32) (any, error) {
	switch op {
	case opAdd:
		return a + b, nil
	case opSub:
		return a - b, nil
	case opMul:
		return a * b, nil
	case opAnd:
		return a & b, nil
	case opOr:
		return a | b, nil
	case opXor:
		return a ^ b, nil
	}
	switch {
	case b == 0:
		return nil, errIntZero
	case op == opMod:
		return a % b, nil
	}
	return a / b, nil
}

func binaryLong(op operator, a, b int64) (any, error) {
	switch op {
	case opAdd:
		return a + b, nil
	case opSub:
		return a - b, nil
	case opMul:
		return a * b, nil
	case opAnd:
		return a & b, nil
	case opOr:
		return a | b, nil
	case opXor:
		return a ^ b, nil
	}
	switch {
	case b == 0:
		return nil, errIntZero
	case op == opMod:
		return a % b, nil
	}
	return a / b, nil
}

func binaryBig(l *Limits, op operator, a, b *big.Int) (any, error) {
	z := new(big.Int)
	var err error
	switch op {
	case opAdd:
		z.Add(a, b)
	case opSub:
		z.Sub(a, b)
	case opMul:
		z, err = l.mul(a, b)
	case opAnd:
		z.And(a, b)
	case opOr:
		z.Or(a, b)
	case opXor:
		z.Xor(a, b)
	case opMod:
		if b.Sign() <= 0 {
			return nil, errModulus
		}
		if err = l.product(a.BitLen(), b.BitLen()); err == nil {
			z.Mod(a, b)
		}
	default:
		if b.Sign() == 0 {
			return nil, errBigZero
		}
		z, _, err = l.quoRem(a, b)
	}
	if err == nil {
		err = l.bits(int64(z.BitLen()) - 1)
	}
	if err != nil {
		return nil, err
	}
	return z, nil
}
