package number

import (
	"math/big"
	"strconv"
)

// A kind is where a type stands in Groovy's order of promotion: the greater of
// two kinds is that of the result.
type kind uint8

const (
	noNumber    kind = iota
	kindInt          // Byte, Short, Integer: all are computed as Integer
	kindLong         // Long
	kindBig          // BigInteger
	kindDecimal      // BigDecimal
	kindFloat        // Float, Double: both are computed as Double
)

func kindOf(x any) kind {
	switch x.(type) {
	case int32, int16, int8:
		return kindInt
	case int64:
		return kindLong
	case float64, float32:
		return kindFloat
	case *Decimal:
		return kindDecimal
	case *big.Int:
		return kindBig
	}
	return noNumber
}

// IsNumber says whether x is of one of the number types.
func IsNumber(x any) bool { return kindOf(x) != noNumber }

// Class is the Java class of a number, as java.lang.Integer; empty if x is none.
func Class(x any) string {
	switch x.(type) {
	case int32:
		return "java.lang.Integer"
	case int64:
		return "java.lang.Long"
	case float64:
		return "java.lang.Double"
	case *Decimal:
		return "java.math.BigDecimal"
	case *big.Int:
		return "java.math.BigInteger"
	case int16:
		return "java.lang.Short"
	case int8:
		return "java.lang.Byte"
	case float32:
		return "java.lang.Float"
	}
	return ""
}

// Weight is how many machine words a number has beyond the first. Operations that
// take no Limits, as Compare, Hash and Text, cost time in proportion to it, Text
// somewhat more; it is for callers who count that.
func Weight(x any) int {
	switch x := x.(type) {
	case *Decimal:
		if x.n.big != nil {
			return x.n.big.BitLen() / 64
		}
	case *big.Int:
		return x.BitLen() / 64
	}
	return 0
}

// Text is the toString of a number; false if x is none.
func Text(x any) (string, bool) {
	switch x := x.(type) {
	case int32:
		return strconv.FormatInt(int64(x), 10), true
	case int64:
		return strconv.FormatInt(x, 10), true
	case *Decimal:
		return x.String(), true
	case float64:
		return FormatDouble(x), true
	case *big.Int:
		return x.String(), true
	case int16:
		return strconv.FormatInt(int64(x), 10), true
	case int8:
		return strconv.FormatInt(int64(x), 10), true
	case float32:
		return FormatFloat(x), true
	}
	return "", false
}

// promoted is the kind in which x and y are computed together.
func promoted(x, y any) (kind, error) {
	a, b := kindOf(x), kindOf(y)
	if a == noNumber || b == noNumber {
		return noNumber, errNoNumber
	}
	return max(a, b), nil
}

// unsupported is what Groovy says where an operation is not for such numbers; it
// names the left one, also where the right one is the reason.
func unsupported(method string, x any) error {
	text, _ := Text(x)
	return &Error{UnsupportedOperationException,
		"Cannot use " + method + "() on this number type: " + Class(x) + " with value: " + text}
}
