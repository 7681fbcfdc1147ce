package number

import "math/big"

// And is Groovy's x & y, for whole numbers only.
func And(l *Limits, x, y any) (any, error) { return bitwise(l, opAnd, x, y) }

// Or is Groovy's x | y.
func Or(l *Limits, x, y any) (any, error) { return bitwise(l, opOr, x, y) }

// Xor is Groovy's x ^ y.
func Xor(l *Limits, x, y any) (any, error) { return bitwise(l, opXor, x, y) }

func bitwise(l *Limits, op operator, x, y any) (any, error) {
	if a, ok := x.(int32); ok {
		if b, ok := y.(int32); ok {
			return binaryInt(op, a, b)
		}
	}
	return binary(l, op, x, y)
}

// Shl is Groovy's x << y of an Integer or Long. The result has the type of x,
// and only the low five bits of y count, or six for a Long.
func Shl(x, y any) (any, error) { return shift(shiftLeft, x, y) }

// Shr is Groovy's x >> y, which keeps the sign.
func Shr(x, y any) (any, error) { return shift(shiftRight, x, y) }

// Ushr is Groovy's x >>> y, which shifts in zeros.
func Ushr(x, y any) (any, error) { return shift(shiftUnsigned, x, y) }

type shifting uint8

const (
	shiftLeft shifting = iota
	shiftRight
	shiftUnsigned
)

var shiftMethods = [...]string{"leftShift", "rightShift", "rightShiftUnsigned"}

func shift(s shifting, x, y any) (any, error) {
	switch kindOf(y) {
	case noNumber:
		return nil, errNoNumber
	case kindFloat, kindDecimal:
		text, _ := Text(y)
		return nil, &Error{UnsupportedOperationException,
			"Shift distance must be an integral type, but " + text + " (" + Class(y) + ") was supplied"}
	}
	n := Int32(y)
	switch kindOf(x) {
	case noNumber:
		return nil, errNoNumber
	case kindInt:
		v, n := Int32(x), n&31
		switch s {
		case shiftLeft:
			return v << n, nil
		case shiftRight:
			return v >> n, nil
		}
		return int32(uint32(v) >> n), nil
	case kindLong:
		v, n := Int64(x), n&63
		switch s {
		case shiftLeft:
			return v << n, nil
		case shiftRight:
			return v >> n, nil
		}
		return int64(uint64(v) >> n), nil
	}
	return nil, unsupported(shiftMethods[s], x)
}

// BitNot is Groovy's ~x, for whole numbers only.
func BitNot(x any) (any, error) {
	switch kindOf(x) {
	case noNumber:
		return nil, errNoNumber
	case kindInt:
		return ^Int32(x), nil
	case kindLong:
		return ^Int64(x), nil
	case kindBig:
		return new(big.Int).Not(wide(x)), nil
	}
	return nil, unsupported("bitwiseNegate", x)
}

// ShiftBig is BigInteger.shiftLeft, and shiftRight where n is negative.
func ShiftBig(l *Limits, x *big.Int, n int64) (*big.Int, error) {
	switch {
	case n < 0:
		// Beyond its length nothing is left but the sign.
		return new(big.Int).Rsh(x, uint(min(-n, int64(x.BitLen())+1))), nil
	case x.Sign() == 0:
		return x, nil
	}
	if err := l.bits(int64(x.BitLen()) - 1 + n); err != nil {
		return nil, err
	}
	return new(big.Int).Lsh(x, uint(n)), nil
}
