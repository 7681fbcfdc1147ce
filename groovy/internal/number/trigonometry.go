package number

import (
	"math"
	"math/big"
	"sync"
)

// Sine, cosine and tangent are right to the last bit in Java, nearly always;
// like powers they are computed with a hundred bits and rounded once.

// halfPi is π/2 in three parts, of which the first product with a whole number
// is known without loss.
var halfPi = [3]float64{1.5707963267948966, 6.123233995736766e-17, -1.4973849048591833e-33}

// Sin is Math.sin.
func Sin(x float64) float64 {
	if !turns(x) {
		return x - x + x
	}
	s, c, n := turned(x)
	return [...]float64{s.hi, c.hi, -s.hi, -c.hi}[n]
}

// Cos is Math.cos.
func Cos(x float64) float64 {
	if !turns(x) {
		return x - x + 1
	}
	s, c, n := turned(x)
	return [...]float64{c.hi, -s.hi, -c.hi, s.hi}[n]
}

// Tan is Math.tan.
func Tan(x float64) float64 {
	if !turns(x) {
		return x - x + x
	}
	s, c, n := turned(x)
	if n&1 == 1 {
		return c.over(s).times(-1).hi
	}
	return s.over(c).hi
}

// turns tells whether x is a number so large that its sine is not x itself.
func turns(x float64) bool {
	a := math.Abs(x)
	return a >= 0x1p-27 && a <= math.MaxFloat64
}

// turned gives the sine and cosine of what is left of x after n quarter turns,
// n from 0 to 3.
func turned(x float64) (sin, cos twofold, n int) {
	r, n := reduced(x)
	square := r.mul(r)
	var s, c twofold
	// The 28th power of π/4 by 28! is below the last bit.
	for i := 26.0; i >= 2; i -= 2 {
		s = s.plus(twofold{1, 0}).mul(square).times(-1).over(twofold{i * (i + 1), 0})
		c = c.plus(twofold{1, 0}).mul(square).times(-1).over(twofold{i * (i - 1), 0})
	}
	return r.plus(r.mul(s)), c.plus(twofold{1, 0}), n
}

// reduced is x less n quarters of a turn, between -π/4 and π/4.
func reduced(x float64) (twofold, int) {
	n := math.Round(x / halfPi[0])
	if math.Abs(n) > 1<<20 {
		return reducedFar(x)
	}
	r := twofold{x, 0}
	for _, part := range halfPi {
		p := n * part
		r = r.plus(twofold{-p, -math.FMA(n, part, -p)})
	}
	return r, int(int64(n) & 3)
}

// farBits is enough of π for the largest double and a hundred bits more, should
// 60 bits be lost because it is close to a quarter.
const farBits = 1024 + 53 + 160

// bigHalfPi is π/2 · 2^farBits, by Machin's formula.
var bigHalfPi = sync.OnceValue(func() *big.Int {
	arctanOfInverse := func(n int64) *big.Int {
		one := new(big.Int).Lsh(big.NewInt(1), farBits+64)
		term := one.Quo(one, big.NewInt(n))
		sum, square := new(big.Int).Set(term), big.NewInt(n*n)
		for i := int64(3); term.Sign() != 0; i += 2 {
			term.Quo(term, square).Neg(term)
			sum.Add(sum, new(big.Int).Quo(term, big.NewInt(i)))
		}
		return sum
	}
	p := arctanOfInverse(5)
	p.Lsh(p, 2).Sub(p, arctanOfInverse(239)) // π/4
	return p.Rsh(p, 63)
})

// reducedFar is reduced for large numbers.
func reducedFar(x float64) (twofold, int) {
	frac, exp := math.Frexp(math.Abs(x))
	v := big.NewInt(int64(frac * (1 << 53)))
	v.Lsh(v, uint(exp-53+farBits)) // x is 2^20 or more
	pi := bigHalfPi()
	n, rest := new(big.Int).QuoRem(v, pi, new(big.Int))
	if new(big.Int).Lsh(rest, 1).Cmp(pi) > 0 {
		rest.Sub(rest, pi)
		n.Add(n, big.NewInt(1))
	}
	f := new(big.Float).SetInt(rest)
	f.SetMantExp(f, -farBits)
	hi, _ := f.Float64()
	lo, _ := f.Sub(f, big.NewFloat(hi)).Float64()
	turns := int(new(big.Int).And(n, big.NewInt(3)).Int64())
	if x < 0 {
		return twofold{-hi, -lo}, -turns & 3
	}
	return twofold{hi, lo}, turns
}
