package number

import "math/big"

// Compare is Groovy's x <=> y. Doubles are in Java's order: NaN is equal to
// itself and greater than all else, -0.0 is less than 0.0. What is no number
// compares as zero.
func Compare(x, y any) int {
	switch a := x.(type) {
	case int32:
		if b, ok := y.(int32); ok {
			return order(a, b)
		}
	case int64:
		if b, ok := y.(int64); ok {
			return order(a, b)
		}
	case float64:
		if b, ok := y.(float64); ok {
			return compareFloat(a, b)
		}
	case *Decimal:
		if b, ok := y.(*Decimal); ok {
			return a.Cmp(b)
		}
	}
	switch max(kindOf(x), kindOf(y)) {
	case kindInt, kindLong:
		return order(Int64(x), Int64(y))
	case kindBig:
		return wide(x).Cmp(wide(y))
	case kindFloat:
		return compareFloat(Float64(x), Float64(y))
	}
	a, _ := small(x)
	b, _ := small(y)
	return a.Cmp(&b)
}

func order[T int32 | int64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// compareFloat is Double.compare.
func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b && a != 0:
		return 0
	}
	return order(rank(a), rank(b))
}

// rank orders the zeros and NaN among themselves and against the rest.
func rank(f float64) int32 {
	switch {
	case f != f:
		return 3
	case f != 0:
		return 2 // met here only beside NaN
	case 1/f > 0:
		return 1
	}
	return 0
}

// Equal is Groovy's x == y.
func Equal(x, y any) bool { return Compare(x, y) == 0 }

// Less is Groovy's x < y, and y > x. Two Doubles are compared as Java's
// primitives are, so that nothing is less or more than NaN; with a Float or
// another number it is the order of [Compare].
func Less(x, y any) bool {
	switch a := x.(type) {
	case int32:
		if b, ok := y.(int32); ok {
			return a < b
		}
	case float64:
		if b, ok := y.(float64); ok {
			return a < b
		}
	}
	return Compare(x, y) < 0
}

// LessEqual is Groovy's x <= y, and y >= x, with the doubts of [Less].
func LessEqual(x, y any) bool {
	if a, ok := x.(float64); ok {
		if b, ok := y.(float64); ok {
			return a <= b
		}
	}
	return Compare(x, y) <= 0
}

// Same is Java's equals: the same type and the same value, a BigDecimal with the
// same scale, a Double with the same bits but for NaN.
func Same(x, y any) bool {
	switch a := x.(type) {
	case int32:
		b, ok := y.(int32)
		return ok && a == b
	case int64:
		b, ok := y.(int64)
		return ok && a == b
	case float64:
		b, ok := y.(float64)
		return ok && compareFloat(a, b) == 0
	case float32:
		b, ok := y.(float32)
		return ok && compareFloat(float64(a), float64(b)) == 0
	case *Decimal:
		b, ok := y.(*Decimal)
		return ok && a.Equal(b)
	case *big.Int:
		b, ok := y.(*big.Int)
		return ok && a.Cmp(b) == 0
	case int16:
		b, ok := y.(int16)
		return ok && a == b
	case int8:
		b, ok := y.(int8)
		return ok && a == b
	}
	return false
}
