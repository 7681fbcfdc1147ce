package number

import (
	"math"
	"math/big"
)

// FloatToInt is Java's (int) of a double or float: cut towards zero, the nearest
// Integer if out of range, zero for NaN. Byte and Short are cut from it.
func FloatToInt(f float64) int32 {
	switch {
	case f >= math.MaxInt32:
		return math.MaxInt32
	case f <= math.MinInt32:
		return math.MinInt32
	case f != f:
		return 0
	}
	return int32(f)
}

// FloatToLong is Java's (long) of a double or float.
func FloatToLong(f float64) int64 {
	switch {
	case f >= math.MaxInt64: // as a double this is 2⁶³
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	case f != f:
		return 0
	}
	return int64(f)
}

// Round is Math.round(double): to the nearest Long, halves upwards.
func Round(f float64) int64 { return FloatToLong(roundHalfUp(f)) }

// RoundFloat is Math.round(float): to the nearest Integer, halves upwards.
func RoundFloat(f float32) int32 { return FloatToInt(roundHalfUp(float64(f))) }

func roundHalfUp(f float64) float64 {
	down := math.Floor(f)
	// The difference is exact, where f + 0.5 is not: 0.49999999999999994.
	if f-down >= 0.5 {
		return down + 1
	}
	return down
}

// Rint is Math.rint: to the nearest whole number, halves to the even one.
func Rint(f float64) float64 { return math.RoundToEven(f) }

// low64 is the low 64 bits of x in two's complement.
func low64(x *big.Int) int64 {
	if x.IsInt64() {
		return x.Int64()
	}
	var v uint64
	// big.Int gives the magnitude in words from the lowest.
	for i, w := range x.Bits() {
		if shift := i * wordBits; shift < 64 {
			v |= uint64(w) << shift
		}
	}
	if x.Sign() < 0 {
		v = -v
	}
	return int64(v)
}

// wordBits is 32 or 64.
const wordBits = 32 << (^big.Word(0) >> 63)

// bigFloat64 is the double nearest to x.
func bigFloat64(x *big.Int) float64 {
	f, _ := x.Float64()
	return f
}

// bigFloat32 is the float nearest to x; going over a double would round twice.
func bigFloat32(x *big.Int) float32 {
	f, _ := new(big.Float).SetInt(x).Float32()
	return f
}
