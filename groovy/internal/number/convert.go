package number

import (
	"math"
	"math/big"
)

// Int64 is Number.longValue: what does not fit is cut off, at the left from whole
// numbers, at the right from others; a double out of range gives the nearest
// Long. What is no number gives zero.
func Int64(x any) int64 {
	switch x := x.(type) {
	case int32:
		return int64(x)
	case int64:
		return x
	case float64:
		return FloatToLong(x)
	case *Decimal:
		return x.Int64()
	case *big.Int:
		return low64(x)
	case int16:
		return int64(x)
	case int8:
		return int64(x)
	case float32:
		return FloatToLong(float64(x))
	}
	return 0
}

// Int32 is Number.intValue. Java's shortValue and byteValue are cut from it.
func Int32(x any) int32 {
	switch x := x.(type) {
	case int32:
		return x
	case float64:
		return FloatToInt(x)
	case float32:
		return FloatToInt(float64(x))
	}
	return int32(Int64(x))
}

// Float64 is Number.doubleValue.
func Float64(x any) float64 {
	switch x := x.(type) {
	case float64:
		return x
	case int32:
		return float64(x)
	case int64:
		return float64(x)
	case *Decimal:
		return x.Float64()
	case *big.Int:
		return bigFloat64(x)
	case int16:
		return float64(x)
	case int8:
		return float64(x)
	case float32:
		return float64(x)
	}
	return 0
}

// Float32 is Number.floatValue.
func Float32(x any) float32 {
	switch x := x.(type) {
	case float32:
		return x
	case float64:
		return float32(x)
	case *Decimal:
		return x.Float32()
	case *big.Int:
		return bigFloat32(x)
	}
	return float32(Int64(x))
}

// ToBig is Groovy's toBigInteger: what is behind the point is cut off.
func ToBig(l *Limits, x any) (*big.Int, error) {
	switch x := x.(type) {
	case *big.Int:
		return x, nil
	case *Decimal:
		return x.Big(l)
	case float32, float64:
		d, err := DecimalFromFloat(Float64(x))
		if err != nil {
			return nil, err
		}
		return d.Big(l)
	case nil:
		return nil, errNoNumber
	}
	if !IsNumber(x) {
		return nil, errNoNumber
	}
	return big.NewInt(Int64(x)), nil
}

// ToDecimal is Groovy's toBigDecimal, also where it promotes: a double or float
// becomes what it prints as.
func ToDecimal(x any) (*Decimal, error) {
	switch x := x.(type) {
	case *Decimal:
		return x, nil
	case int32:
		return NewDecimal(int64(x), 0), nil
	case int64:
		return NewDecimal(x, 0), nil
	case *big.Int:
		return NewBigDecimal(x, 0), nil
	case float64:
		return DecimalOf(x)
	case float32:
		return ParseDecimal(nil, FormatFloat(x))
	case int16:
		return NewDecimal(int64(x), 0), nil
	case int8:
		return NewDecimal(int64(x), 0), nil
	}
	return nil, errNoNumber
}

// ToDouble is Groovy's toDouble, which goes over the text of a float: 1.1f gives
// 1.1, where its Float64 is 1.100000023841858.
func ToDouble(x any) float64 {
	if f, ok := x.(float32); ok && !math.IsInf(float64(f), 0) && f == f {
		if d, err := ParseDouble(FormatFloat(f)); err == nil {
			return d
		}
	}
	return Float64(x)
}

// Truth is Groovy's: what is zero as a double is false, a decimal too small for
// a double as well; NaN is true.
func Truth(x any) bool {
	switch x := x.(type) {
	case int32:
		return x != 0
	case int64:
		return x != 0
	case *big.Int:
		return x.Sign() != 0
	case *Decimal:
		return x.Sign() != 0 && x.Float64() != 0
	}
	return Float64(x) != 0
}

// small is x as a Decimal that need not live on.
func small(x any) (Decimal, error) {
	switch x := x.(type) {
	case *Decimal:
		return *x, nil
	case int32:
		return Decimal{n: integer{small: int64(x)}}, nil
	case int64:
		return Decimal{n: integer{small: x}}, nil
	case *big.Int:
		return Decimal{n: bigInteger(x)}, nil
	}
	if kindOf(x) == kindInt {
		return Decimal{n: integer{small: Int64(x)}}, nil
	}
	d, err := ToDecimal(x)
	if err != nil {
		return Decimal{}, err
	}
	return *d, nil
}

// wide is the big.Int of a whole number.
func wide(x any) *big.Int {
	if x, ok := x.(*big.Int); ok {
		return x
	}
	return big.NewInt(Int64(x))
}
