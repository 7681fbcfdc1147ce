package number

import (
	"math"
	"math/big"
	"math/bits"
)

// exact is the quotient if its digits end.
func (d *Decimal) exact(l *Limits, e *Decimal) (*Decimal, bool, error) {
	if err := d.divisible(e); err != nil {
		return nil, false, err
	}
	preferred := int64(d.scale) - int64(e.scale)
	if d.Sign() == 0 {
		return &Decimal{scale: saturate(preferred)}, true, nil
	}
	num, more, exact, err := ending(l, d.n, e.n)
	if err != nil || !exact {
		return nil, false, err
	}
	// Java divides to a limited precision first and takes the failure of that,
	// too, for a quotient that does not end.
	scale, err := checkScale(int64(saturate(preferred))+more, false)
	if err != nil {
		return nil, false, errEndless
	}
	return &Decimal{num, scale}, true, nil
}

// ending is x·10ⁿ/y for the least n that makes it whole, if there is one: what
// is left of y without its common factors with x must be of twos and fives.
func ending(l *Limits, x, y integer) (q integer, n int64, ok bool, err error) {
	if x.big == nil && y.big == nil {
		a, b := abs64(x.small), abs64(y.small)
		negative := (x.small < 0) != (y.small < 0)
		if b == 1 || a%b == 0 {
			return signed(a/b, negative), 0, true, nil
		}
		g := gcd64(a, b)
		a, b = a/g, b/g
		twos := bits.TrailingZeros64(b)
		fives := 0
		for b >>= twos; b%5 == 0; b /= 5 {
			fives++
		}
		if b != 1 {
			return integer{}, 0, false, nil
		}
		// a/(2^twos·5^fives) is a·5^(n-fives)·2^(n-twos)/10ⁿ.
		k := max(twos, fives)
		if fits, p := timesPowers(a, k-twos, k-fives); fits {
			return signed(p, negative), int64(k), true, nil
		}
	}
	num, den := x.value(), y.value()
	if err := l.product(num.BitLen(), den.BitLen()); err != nil {
		return integer{}, 0, false, err
	}
	g := new(big.Int).GCD(nil, nil, new(big.Int).Abs(num), new(big.Int).Abs(den))
	rest := new(big.Int).Quo(den, g)
	rest.Abs(rest)
	twos := int64(rest.TrailingZeroBits())
	rest.Rsh(rest, uint(twos))
	fives, err := factorsOfFive(l, rest)
	if err != nil || fives < 0 {
		return integer{}, 0, false, err
	}
	n = max(twos, fives)
	if x, err = x.raise(l, n); err != nil {
		return integer{}, 0, false, err
	}
	quo, _, err := l.quoRem(x.value(), den)
	if err != nil {
		return integer{}, 0, false, err
	}
	return bigInteger(quo), n, true, nil
}

// factorsOfFive is the n for which x is 5ⁿ, or -1.
func factorsOfFive(l *Limits, x *big.Int) (int64, error) {
	if x.IsUint64() {
		v, n := x.Uint64(), int64(0)
		for ; v%5 == 0; v /= 5 {
			n++
		}
		if v != 1 {
			return -1, nil
		}
		return n, nil
	}
	// The length of x leaves one power it could be.
	n := int64(math.Round(float64(x.BitLen()-1) / math.Log2(5)))
	for _, n := range []int64{n - 1, n, n + 1} {
		p, err := l.pow(big.NewInt(5), n)
		if err != nil {
			return 0, err
		}
		if p.Cmp(x) == 0 {
			return n, nil
		}
	}
	return -1, nil
}

func gcd64(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// timesPowers is a·2^twos·5^fives if it fits.
func timesPowers(a uint64, twos, fives int) (bool, uint64) {
	for ; fives > 0; fives-- {
		hi, lo := bits.Mul64(a, 5)
		if hi != 0 {
			return false, 0
		}
		a = lo
	}
	if twos >= 64 || a>>(64-twos) != 0 {
		return false, 0
	}
	return true, a << twos
}
