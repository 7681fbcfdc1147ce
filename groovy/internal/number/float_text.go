package number

import (
	"math"
	"strconv"
	"strings"
)

// FormatDouble is the text of a double as Java has it: the digits that
// ShortestDigits finds, at least one behind the point, and an exponent below 0.001
// and from ten million on: 100.0, 1.0E-5, 1.0E7, NaN.
func FormatDouble(f float64) string { return formatFloat(f, 64) }

// FormatFloat is the text of a float, of the same form as a double's.
func FormatFloat(f float32) string { return formatFloat(float64(f), 32) }

func formatFloat(f float64, size int) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	if size == 64 && f == math.Trunc(f) && math.Abs(f) < 1e7 && f != 0 {
		var room [16]byte
		return string(append(strconv.AppendInt(room[:0], int64(f), 10), '.', '0'))
	}
	var room, out [40]byte
	digits, exponent := ShortestDigits(room[:0], math.Abs(f), size)
	b := out[:0]
	if math.Signbit(f) {
		b = append(b, '-')
	}
	switch {
	case exponent >= 7 || exponent < -3:
		b = append(b, digits[0], '.')
		b = fraction(b, digits[1:])
		b = append(b, 'E')
		b = strconv.AppendInt(b, int64(exponent), 10)
	case exponent < 0:
		b = append(b, "0.00"[:1-exponent]...)
		b = append(b, digits...)
	default:
		whole := exponent + 1
		for len(digits) < whole {
			digits = append(digits, '0')
		}
		b = append(b, digits[:whole]...)
		b = append(b, '.')
		b = fraction(b, digits[whole:])
	}
	return string(b)
}

func fraction(b, digits []byte) []byte {
	if len(digits) == 0 {
		return append(b, '0')
	}
	return append(b, digits...)
}

// FormatHexDouble is Java's Double.toHexString: 0x1.8p1.
func FormatHexDouble(f float64) string {
	switch {
	case math.IsNaN(f) || math.IsInf(f, 0):
		return FormatDouble(f)
	case f == 0:
		if math.Signbit(f) {
			return "-0x0.0p0"
		}
		return "0x0.0p0"
	}
	sign := ""
	if f < 0 {
		sign = "-"
	}
	bits := math.Float64bits(f)
	lead, exponent := "1", int(bits>>52&0x7FF)-1023
	if exponent == -1023 {
		lead, exponent = "0", -1022
	}
	hex := strconv.FormatUint(bits&(1<<52-1)|1<<52, 16)[1:]
	hex = strings.TrimRight(hex, "0")
	if hex == "" {
		hex = "0"
	}
	return sign + "0x" + lead + "." + hex + "p" + strconv.Itoa(exponent)
}
