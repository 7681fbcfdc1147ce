package jtime

import (
	"math"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
)

// The exact arithmetic of java.lang.Math: an overflow is an exception.

func addExact(a, b int64) (int64, error) {
	s := a + b
	if (a^s)&(b^s) < 0 {
		return 0, errLongOverflow
	}
	return s, nil
}

func subExact(a, b int64) (int64, error) {
	d := a - b
	if (a^b)&(a^d) < 0 {
		return 0, errLongOverflow
	}
	return d, nil
}

func mulExact(a, b int64) (int64, error) {
	if a == 0 || b == 0 {
		return 0, nil
	}
	p := a * b
	if p/b != a || a == -1 && b == math.MinInt64 || b == -1 && a == math.MinInt64 {
		return 0, errLongOverflow
	}
	return p, nil
}

func intExact(n int64) (int32, error) {
	if int64(int32(n)) != n {
		return 0, errIntOverflow
	}
	return int32(n), nil
}

func addInt(a, b int32) (int32, error) { return intExact(int64(a) + int64(b)) }

func subInt(a, b int32) (int32, error) { return intExact(int64(a) - int64(b)) }

func mulInt(a, b int32) (int32, error) { return intExact(int64(a) * int64(b)) }

// floorDiv and floorMod divide towards minus infinity; b is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 {
	m := a % b
	if m < 0 {
		m += b
	}
	return m
}

// mulDiv is a*b/c towards zero with a product of 128 bits; it reports whether
// the result fits. c is positive.
func mulDiv(a, b, c int64) (int64, bool) {
	negative := (a < 0) != (b < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi >= uint64(c) {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	switch {
	case negative && q <= 1<<63:
		return int64(-q), true
	case !negative && q < 1<<63:
		return int64(q), true
	}
	return 0, false
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// order is -1, 0 or 1.
func order[T ~int | ~int8 | ~int32 | ~int64](a, b T) int32 {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func rotateLeft(n int32, by int) int32 { return int32(bits.RotateLeft32(uint32(n), by)) }

func hashLong(n int64) int32 { return int32(n ^ int64(uint64(n)>>32)) }

// javaHash is String.hashCode of any text.
func javaHash(s string) int32 {
	var h int32
	for len(s) > 0 {
		if surrogate(s) {
			h = 31*h + (int32(s[0])&0xF<<12 | int32(s[1])&0x3F<<6 | int32(s[2])&0x3F)
			s = s[3:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		if r > 0xFFFF {
			hi, lo := utf16.EncodeRune(r)
			h = 31*h + hi
			r = lo
		}
		h = 31*h + r
		s = s[size:]
	}
	return h
}
