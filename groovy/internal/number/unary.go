package number

import (
	"math"
	"math/big"
)

// Neg is Groovy's -x, of the type of x; the least Integer and Long are their own
// negatives.
func Neg(x any) (any, error) {
	switch x := x.(type) {
	case int32:
		return -x, nil
	case int64:
		return -x, nil
	case float64:
		return -x, nil
	case *Decimal:
		return x.Neg(), nil
	case *big.Int:
		return new(big.Int).Neg(x), nil
	case int16:
		return -x, nil
	case int8:
		return -x, nil
	case float32:
		return -x, nil
	}
	return nil, errNoNumber
}

// Abs is Groovy's x.abs(): a Byte and a Short become Integers.
func Abs(x any) (any, error) {
	switch x := x.(type) {
	case float64:
		return math.Abs(x), nil
	case float32:
		return float32(math.Abs(float64(x))), nil
	case *Decimal:
		return x.Abs(), nil
	case *big.Int:
		return new(big.Int).Abs(x), nil
	case int64:
		return max(x, -x), nil // of the least Long both are the same
	}
	if kindOf(x) != kindInt {
		return nil, errNoNumber
	}
	v := Int32(x)
	if v < 0 {
		v = -v
	}
	return v, nil
}

// Next is Groovy's x.next(), which ++ uses: x + 1.
func Next(l *Limits, x any) (any, error) { return Add(l, x, int32(1)) }

// Previous is Groovy's x.previous(), which -- uses: x - 1.
func Previous(l *Limits, x any) (any, error) { return Sub(l, x, int32(1)) }
