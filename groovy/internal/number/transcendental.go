package number

import (
	"math"
	"math/bits"
)

// Java's Math.pow, exp and log are right to the last bit in nearly all cases;
// those of Go's package math are not, math.Pow is off for every second pair. So
// they are computed here with about a hundred bits and rounded once.

// Pow is Math.pow.
func Pow(x, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case y != y || (x == 1 || x == -1) && math.IsInf(y, 0):
		return math.NaN()
	case x != x || x == 0 || x == 1 || y == 1 || math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Pow(x, y) // exact, or a matter of cases in which all agree
	case y == 2:
		return x * x
	}
	sign := 1.0
	if x < 0 {
		if y != math.Trunc(y) {
			return math.NaN()
		}
		if math.Mod(y, 2) != 0 {
			sign = -1
		}
		x = -x
	}
	if p, ok := exactPower(x, y); ok {
		return sign * p
	}
	log := logarithm(x)
	p := log.times(y)
	switch {
	case p.hi > 710:
		return math.Inf(int(sign))
	case p.hi < -746:
		return math.Copysign(0, sign)
	}
	m, k := exponential(p)
	return sign * math.Ldexp(m.hi, k)
}

// exactPower is x^y rounded once where 64 bits hold it. It may lie half-way
// between two doubles, as 5^23 does, which a near result cannot tell.
func exactPower(x, y float64) (float64, bool) {
	if y < 2 || y > 64 || y != math.Trunc(y) {
		return 0, false
	}
	frac, exp := math.Frexp(x)
	m := uint64(frac * (1 << 53))
	twos := bits.TrailingZeros64(m)
	m >>= twos
	if bits.Len64(m)*int(y) > 64+int(y)-1 {
		return 0, false
	}
	p := uint64(1)
	for range int(y) {
		hi, lo := bits.Mul64(p, m)
		if hi != 0 {
			return 0, false
		}
		p = lo
	}
	return math.Ldexp(float64(p), (exp-53+twos)*int(y)), true
}

// Exp is Math.exp.
func Exp(x float64) float64 {
	if x != x || x > 710 || x < -746 {
		return math.Exp(x)
	}
	m, k := exponential(twofold{x, 0})
	return math.Ldexp(m.hi, k)
}

// Log is Math.log.
func Log(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log(x)
	}
	return logarithm(x).hi
}

// Log10 is Math.log10.
func Log10(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log10(x)
	}
	return logarithm(x).mul(log10e).hi
}

// A twofold is the sum of two float64, the second less than half the last bit of
// the first: 107 bits.
type twofold struct{ hi, lo float64 }

var (
	ln2    = twofold{0.6931471805599453, 2.3190468138462996e-17}
	log10e = twofold{0.4342944819032518, 1.098319650216765e-17}
)

// sum is a + b without loss.
func sum(a, b float64) twofold {
	s := a + b
	t := s - a
	return twofold{s, (a - (s - t)) + (b - t)}
}

// quickSum is a + b without loss where a is not the smaller one.
func quickSum(a, b float64) twofold {
	s := a + b
	return twofold{s, b - (s - a)}
}

func (d twofold) plus(e twofold) twofold {
	s, t := sum(d.hi, e.hi), sum(d.lo, e.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (d twofold) times(f float64) twofold {
	p := d.hi * f
	return quickSum(p, math.FMA(d.hi, f, -p)+d.lo*f)
}

func (d twofold) mul(e twofold) twofold {
	p := d.hi * e.hi
	return quickSum(p, math.FMA(d.hi, e.hi, -p)+d.hi*e.lo+d.lo*e.hi)
}

// over is d divided by e.
func (d twofold) over(e twofold) twofold {
	q := d.hi / e.hi
	r := d.plus(e.times(-q))
	q2 := r.hi / e.hi
	r = r.plus(e.times(-q2))
	return quickSum(q, q2).plus(twofold{r.hi / e.hi, 0})
}

// exponential is e^x as m·2^k, m around 1.
func exponential(x twofold) (m twofold, k int) {
	n := math.Round(x.hi / math.Ln2)
	// With eight halvings the ninth term is below the last bit.
	const halvings = 8
	r := x.plus(ln2.times(-n))
	r.hi, r.lo = r.hi/(1<<halvings), r.lo/(1<<halvings)
	// p is e^r - 1, which does not lose what is small beside 1.
	p := twofold{}
	for i := 10.0; i >= 1; i-- {
		p = p.plus(twofold{1, 0}).mul(r).over(twofold{i, 0})
	}
	for range halvings {
		p = p.times(2).plus(p.mul(p))
	}
	return p.plus(twofold{1, 0}), int(n)
}

// logarithm is ln x; x is positive and finite.
func logarithm(x float64) twofold {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	whole := ln2.times(float64(e))
	f := m - 1 // exact
	if math.Abs(f) < 1.0/64 {
		// 2·(s + s³/3 + s⁵/5 + …) with s = f/(2+f), so that what is close to
		// zero is as exact as the rest.
		s := twofold{f, 0}.over(sum(2, f))
		square, t := s.mul(s), twofold{}
		for i := 17.0; i >= 1; i -= 2 {
			t = t.mul(square).plus(twofold{1, 0}.over(twofold{i, 0}))
		}
		return whole.plus(t.mul(s).times(2))
	}
	// One step of Newton's doubles the digits of a first guess.
	guess := math.Log(m)
	back, k := exponential(twofold{-guess, 0})
	t := back.times(math.Ldexp(m, k)).plus(twofold{-1, 0})
	t = t.plus(t.mul(t).times(-0.5))
	return whole.plus(twofold{guess, 0}.plus(t))
}
