package number

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// The Java that Groovy 2.4 runs on does not always print the shortest digits
// that tell a double from its neighbours: 1.0E23 is 9.999999999999999E22 there,
// 2^60 has a digit too many, and powers of two are taken for less certain than
// they are. A script's output shows it, so the digits are found as they are found
// there (before Java 19): by long division, which ends once the rest is below half
// of the last bit.

const (
	mantissaBits = 52
	hiddenBit    = int64(1) << mantissaBits
	// Below 2^63 and from 2^-21 on a number may have all its digits in 64 bits.
	smallMaxExponent, smallMinExponent = 62, -21
)

// fiveBits is how many bits 5^i has.
var fiveBits = [...]int{0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61}

// uncertainDigits is how many decimal digits the lowest i+1 bits of a whole
// number make up.
var uncertainDigits = [...]int{
	0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9,
	10, 10, 10, 11, 11, 11, 12, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 17, 17, 17, 18, 18, 18, 19,
}

func fiveTo(n int) int64 {
	p := int64(1)
	for range n {
		p *= 5
	}
	return p
}

// ShortestDigits appends the digits of a finite f that is not negative, and
// gives the exponent of the first: those of 0.25 are 25, the exponent is -1.
// Size is 64, or 32 for a float. Zero is the digit 0. They are the digits that
// Java prints, in most cases the fewest that tell f from its neighbours.
func ShortestDigits(buf []byte, f float64, size int) ([]byte, int) {
	if f == 0 {
		return append(buf, '0'), 0
	}
	fraction, exponent, significant := parts(f, size)
	start := len(buf)
	var at int
	if buf, at = wholeDigits(buf, fraction, exponent, significant); len(buf) == start {
		buf, at = longDivision(buf, fraction, exponent, significant)
	}
	for len(buf) > start+1 && buf[len(buf)-1] == '0' {
		buf = buf[:len(buf)-1]
	}
	return buf, at
}

// parts takes a number apart: 53 bits of which the first is set, the exponent of
// that one, and how many of the bits are known.
func parts(f float64, size int) (fraction int64, exponent, significant int) {
	if size == 32 {
		b := math.Float32bits(float32(f))
		fraction, exponent, significant = int64(b&(1<<23-1)), int(b>>23), 24
		if exponent == 0 {
			zeros := bits.LeadingZeros32(uint32(fraction))
			fraction <<= zeros - 8
			exponent, significant = 1-(zeros-8), 32-zeros
		}
		return (fraction | 1<<23) << (mantissaBits - 23), exponent - 127, significant
	}
	b := math.Float64bits(f)
	fraction, exponent, significant = int64(b)&(hiddenBit-1), int(b>>mantissaBits), mantissaBits+1
	if exponent == 0 {
		zeros := bits.LeadingZeros64(uint64(fraction))
		fraction <<= zeros - 11
		exponent, significant = 1-(zeros-11), 64-zeros
	}
	return fraction | hiddenBit, exponent - 1023, significant
}

// wholeDigits is for whole numbers below 2^63; it appends nothing for others.
func wholeDigits(buf []byte, fraction int64, exponent, significant int) ([]byte, int) {
	if exponent < mantissaBits-bits.TrailingZeros64(uint64(fraction)) || exponent > smallMaxExponent {
		return buf, 0
	}
	v := fraction
	if exponent >= mantissaBits {
		v <<= exponent - mantissaBits
	} else {
		v >>= mantissaBits - exponent
	}
	dropped := 0
	if p := exponent - significant - 1; p > 0 && p < len(uncertainDigits) {
		dropped = uncertainDigits[p]
	}
	if dropped > 0 {
		ten := fiveTo(dropped) << dropped
		rest := v % ten
		v /= ten
		if rest >= ten>>1 {
			v++
		}
	}
	start := len(buf)
	buf = strconv.AppendInt(buf, v, 10)
	return buf, len(buf) - start - 1 + dropped
}

// estimate is the decimal exponent of a number, or one more.
func estimate(fraction int64, exponent int) int {
	d := math.Float64frombits(1023<<mantissaBits | uint64(fraction&(hiddenBit-1)))
	// The products are rounded each on its own, as Java does.
	slope, shift := float64((d-1.5)*0.289529654), float64(float64(exponent)*0.301029995663981)
	return int(math.Floor(slope + 0.176091259 + shift))
}

// A division is what longDivision works with: the number is b/s times 10^at, m is
// half of its last bit on the scale of b; all of them as powers of 2 and 5.
type division struct {
	fraction               int64
	b2, b5, s2, s5, m2, m5 int
	at                     int
}

func longDivision(buf []byte, fraction int64, exponent, significant int) ([]byte, int) {
	zeros := bits.TrailingZeros64(uint64(fraction))
	n := mantissaBits + 1 - zeros
	tiny := max(0, n-exponent-1)
	d := division{fraction: fraction >> zeros, at: estimate(fraction, exponent)}
	d.b5 = max(0, -d.at)
	d.b2 = d.b5 + tiny + exponent
	d.s5 = max(0, d.at)
	d.s2 = d.s5 + tiny
	d.m5 = d.b5
	d.m2 = d.b2 - significant
	d.b2 -= n - 1
	common := min(d.b2, d.s2)
	d.b2 -= common
	d.s2 -= common
	d.m2 -= common
	if n == 1 {
		d.m2-- // below a power of two the next number is half as far
	}
	if d.m2 < 0 {
		d.b2 -= d.m2
		d.s2 -= d.m2
		d.m2 = 0
	}
	approx := func(n int) int {
		if n < len(fiveBits) {
			return fiveBits[n]
		}
		return 3 * n
	}
	bBits := n + d.b2 + approx(d.b5)
	tenBits := d.s2 + 1 + approx(d.s5+1)
	switch {
	case bBits < 32 && tenBits < 32:
		return divideSmall[int32](buf, d)
	case bBits < 64 && tenBits < 64:
		return divideSmall[int64](buf, d)
	}
	return d.divide(buf)
}

// divideSmall is for what fits. That m may run over is part of it: then it is
// more than b for certain.
func divideSmall[T int32 | int64](buf []byte, d division) ([]byte, int) {
	b := T(d.fraction) * T(fiveTo(d.b5)) << d.b2
	s := T(fiveTo(d.s5)) << d.s2
	m := T(fiveTo(d.m5)) << d.m2
	tens := s * 10
	at, start := d.at, len(buf)
	q := b / s
	b = 10 * (b % s)
	m *= 10
	low, high := b < m, b+m > tens
	if q == 0 && !high {
		at--
	} else {
		buf = append(buf, '0'+byte(q))
	}
	// With an exponent there is a digit behind the point.
	if at < -3 || at >= 8 {
		low, high = false, false
	}
	for !low && !high {
		q = b / s
		b = 10 * (b % s)
		m *= 10
		low, high = true, true
		if m > 0 {
			low, high = b < m, b+m > tens
		}
		buf = append(buf, '0'+byte(q))
	}
	rest := 0
	if low && high {
		switch r := b<<1 - tens; {
		case r < 0:
			rest = -1
		case r > 0:
			rest = 1
		}
	}
	return lastDigit(buf, start, at, low, high, rest)
}

// divide is divideSmall for numbers of any length.
func (d division) divide(buf []byte) ([]byte, int) {
	power := func(v int64, five, two int) *big.Int {
		p := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(five)), nil)
		return p.Lsh(p.Mul(p, big.NewInt(v)), uint(two))
	}
	ten := big.NewInt(10)
	b, s, m := power(d.fraction, d.b5, d.b2), power(1, d.s5, d.s2), power(1, d.m5, d.m2)
	tens := new(big.Int).Mul(s, ten)
	q, sum := new(big.Int), new(big.Int)
	next := func() (low, high bool) {
		q.QuoRem(b, s, b)
		b.Mul(b, ten)
		m.Mul(m, ten)
		return b.Cmp(m) < 0, tens.Cmp(sum.Add(b, m)) <= 0
	}
	at, start := d.at, len(buf)
	low, high := next()
	if q.Sign() == 0 && !high {
		at--
	} else {
		buf = append(buf, '0'+byte(q.Int64()))
	}
	if at < -3 || at >= 8 {
		low, high = false, false
	}
	for !low && !high {
		low, high = next()
		buf = append(buf, '0'+byte(q.Int64()))
	}
	rest := 0
	if low && high {
		rest = b.Lsh(b, 1).Cmp(tens)
	}
	return lastDigit(buf, start, at, low, high, rest)
}

// lastDigit rounds: rest tells on which side of the middle the number is if both
// the digit and the next one would do.
func lastDigit(buf []byte, start, at int, low, high bool, rest int) ([]byte, int) {
	if !high || low && (rest < 0 || rest == 0 && (buf[len(buf)-1]-'0')&1 == 0) {
		return buf, at
	}
	for i := len(buf) - 1; i >= start; i-- {
		if buf[i] != '9' {
			buf[i]++
			return buf, at
		}
		buf[i] = '0'
	}
	buf[start] = '1'
	return buf, at + 1
}
