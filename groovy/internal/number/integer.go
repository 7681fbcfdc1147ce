package number

import (
	"math"
	"math/big"
	"math/bits"
)

// An integer is a whole number of any size. It is kept in small, and big is nil,
// whenever it fits there: each value has one form.
type integer struct {
	small int64
	big   *big.Int
}

func bigInteger(x *big.Int) integer {
	if x.IsInt64() {
		return integer{small: x.Int64()}
	}
	return integer{big: x}
}

// signed is the number of that magnitude and sign.
func signed(magnitude uint64, negative bool) integer {
	if negative {
		if magnitude <= 1<<63 {
			return integer{small: int64(-magnitude)}
		}
		x := new(big.Int).SetUint64(magnitude)
		return integer{big: x.Neg(x)}
	}
	if magnitude < 1<<63 {
		return integer{small: int64(magnitude)}
	}
	return integer{big: new(big.Int).SetUint64(magnitude)}
}

// abs64 is the magnitude of v, for the smallest one too.
func abs64(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

func (x integer) sign() int {
	switch {
	case x.big != nil:
		return x.big.Sign()
	case x.small < 0:
		return -1
	case x.small > 0:
		return 1
	}
	return 0
}

// value is x as a big.Int that the caller may not change.
func (x integer) value() *big.Int {
	if x.big != nil {
		return x.big
	}
	return big.NewInt(x.small)
}

func (x integer) digits() int {
	if x.big != nil {
		return digitsBig(x.big)
	}
	return digits64(abs64(x.small))
}

func (x integer) odd() bool {
	if x.big != nil {
		return x.big.Bit(0) == 1
	}
	return x.small&1 == 1
}

func (x integer) neg() integer {
	if x.big == nil && x.small != math.MinInt64 {
		return integer{small: -x.small}
	}
	return bigInteger(new(big.Int).Neg(x.value()))
}

func (x integer) add(l *Limits, y integer) (integer, error) {
	if x.big == nil && y.big == nil {
		if s := x.small + y.small; (x.small^s)&(y.small^s) >= 0 {
			return integer{small: s}, nil
		}
	}
	s := bigInteger(new(big.Int).Add(x.value(), y.value()))
	if s.big != nil {
		return s, l.bits(int64(s.big.BitLen()) - 1)
	}
	return s, nil
}

func (x integer) mul(l *Limits, y integer) (integer, error) {
	if x.big == nil && y.big == nil {
		if hi, lo := bits.Mul64(abs64(x.small), abs64(y.small)); hi == 0 {
			return signed(lo, (x.small < 0) != (y.small < 0)), nil
		}
	}
	p, err := l.mul(x.value(), y.value())
	if err != nil {
		return integer{}, err
	}
	return bigInteger(p), nil
}

// raise is x·10ⁿ.
func (x integer) raise(l *Limits, n int64) (integer, error) {
	if n == 0 || x.sign() == 0 {
		return x, nil
	}
	if x.big == nil && n < int64(len(ten64)) {
		if hi, lo := bits.Mul64(abs64(x.small), ten64[n]); hi == 0 {
			return signed(lo, x.small < 0), nil
		}
	}
	// The exact count matters to those who set a limit and work up to it.
	if err := l.digits(int64(x.digits()) + n); err != nil {
		return integer{}, err
	}
	p, err := l.mul(x.value(), ten(int(n)))
	if err != nil {
		return integer{}, err
	}
	return bigInteger(p), nil
}

func (x integer) cmp(y integer) int {
	if x.big == nil && y.big == nil {
		switch {
		case x.small < y.small:
			return -1
		case x.small > y.small:
			return 1
		}
		return 0
	}
	return x.value().Cmp(y.value())
}

func (x integer) cmpAbs(y integer) int {
	if x.big == nil && y.big == nil {
		a, b := abs64(x.small), abs64(y.small)
		switch {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	}
	return x.value().CmpAbs(y.value())
}

// divide is x·10ⁿ/y, rounded to a whole number, and whether that is exact; y is
// not zero.
func (x integer) divide(l *Limits, n int64, y integer, mode RoundingMode) (q integer, exact bool, err error) {
	if x.big == nil && y.big == nil && n < int64(len(ten64)) {
		a, b := abs64(x.small), abs64(y.small)
		if hi, lo := bits.Mul64(a, ten64[n]); hi < b {
			return quotient64(hi, lo, b, (x.small < 0) != (y.small < 0), mode)
		}
	}
	if x, err = x.raise(l, n); err != nil {
		return integer{}, false, err
	}
	num, den := x.value(), y.value()
	quo, rem, err := l.quoRem(num, den)
	if err != nil {
		return integer{}, false, err
	}
	if rem.Sign() == 0 {
		return bigInteger(quo), true, nil
	}
	negative := num.Sign() != den.Sign()
	half := rem.Lsh(rem, 1).CmpAbs(den)
	up, ok := mode.away(negative, quo.Bit(0) == 1, half)
	if !ok {
		return integer{}, false, errRounding
	}
	if up {
		step := big.NewInt(1)
		if negative {
			step = big.NewInt(-1)
		}
		quo.Add(quo, step)
	}
	return bigInteger(quo), false, nil
}

// quotient64 divides the 128 bits of hi and lo by b, which is more than hi.
func quotient64(hi, lo, b uint64, negative bool, mode RoundingMode) (integer, bool, error) {
	quo, rem := bits.Div64(hi, lo, b)
	if rem == 0 {
		return signed(quo, negative), true, nil
	}
	half := 0
	switch {
	case rem > b-rem:
		half = 1
	case rem < b-rem:
		half = -1
	}
	up, ok := mode.away(negative, quo&1 == 1, half)
	if !ok {
		return integer{}, false, errRounding
	}
	if up {
		if quo++; quo == 0 { // 2⁶⁴
			x := new(big.Int).Lsh(big.NewInt(1), 64)
			if negative {
				x.Neg(x)
			}
			return integer{big: x}, false, nil
		}
	}
	return signed(quo, negative), false, nil
}

// lower is x/10ⁿ, rounded to a whole number.
func (x integer) lower(l *Limits, n int64, mode RoundingMode) (integer, error) {
	if n == 0 || x.sign() == 0 {
		return x, nil
	}
	if n > int64(x.digits()) {
		// Less than a tenth is left, however much is cut.
		up, ok := mode.away(x.sign() < 0, false, -1)
		if !ok {
			return integer{}, errRounding
		}
		if !up {
			return integer{}, nil
		}
		return integer{small: int64(x.sign())}, nil
	}
	if n < int64(len(ten64)) {
		if x.big == nil {
			q, _, err := quotient64(0, abs64(x.small), ten64[n], x.small < 0, mode)
			return q, err
		}
	}
	q, _, err := x.divide(l, 0, bigInteger(ten(int(n))), mode)
	return q, err
}

// strip is x without its last zeros, of which at most n go, and how many went.
func (x integer) strip(n int64) (integer, int64) {
	var gone int64
	if x.big != nil {
		// A number ends in no more zeros than it has factors of two. Cutting
		// halves of what may be left needs few divisions of the whole.
		n = min(n, int64(x.big.TrailingZeroBits()))
		v, rem := x.big, new(big.Int)
		for step := n; step > 0 && n > 0; {
			step = min(step, n)
			quo, _ := new(big.Int).QuoRem(v, ten(int(step)), rem)
			if rem.Sign() == 0 {
				v, n, gone = quo, n-step, gone+step
				continue
			}
			// What is left has fewer than step zeros.
			n = min(n, step-1)
			step = (step + 1) / 2
		}
		return bigInteger(v), gone
	}
	for gone < n && x.small != 0 && x.small%10 == 0 {
		x.small /= 10
		gone++
	}
	return x, gone
}
