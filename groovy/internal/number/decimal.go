package number

import (
	"math"
	"math/big"
)

// A Decimal is a java.math.BigDecimal: a whole number of any size, the unscaled
// value, and how many of its digits stand behind the point, the scale, which may
// be negative. 1.50 and 1.5 are different Decimals of the same worth. A Decimal
// does not change; its zero value is 0. Its methods may be called from any
// number of goroutines.
type Decimal struct {
	n     integer
	scale int32
}

// NewDecimal is unscaled·10^-scale.
func NewDecimal(unscaled int64, scale int32) *Decimal {
	return &Decimal{integer{small: unscaled}, scale}
}

// NewBigDecimal is unscaled·10^-scale. The Decimal may keep unscaled, which must
// not change any more.
func NewBigDecimal(unscaled *big.Int, scale int32) *Decimal {
	return &Decimal{bigInteger(unscaled), scale}
}

// DecimalFromFloat is the exact value of f, as new BigDecimal(double): of 0.1 it
// has 55 digits.
func DecimalFromFloat(f float64) (*Decimal, error) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil, errNotFinite
	}
	if f == 0 {
		return &Decimal{}, nil
	}
	frac, exp := math.Frexp(f)
	m, exp := int64(frac*(1<<53)), exp-53
	for m&1 == 0 {
		m >>= 1
		exp++
	}
	// At most 2⁹⁷¹·2⁵³ or 5¹⁰⁷⁴·2⁵³: less than eight hundred digits.
	if exp >= 0 {
		x := big.NewInt(m)
		return &Decimal{bigInteger(x.Lsh(x, uint(exp))), 0}, nil
	}
	five := new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-exp)), nil)
	return &Decimal{bigInteger(five.Mul(five, big.NewInt(m))), int32(-exp)}, nil
}

// DecimalOf is the value f prints as, as BigDecimal.valueOf(double) and Groovy's
// conversion: of 0.1 it is 0.1, of 100.0 it is 100.0.
func DecimalOf(f float64) (*Decimal, error) {
	return ParseDecimal(nil, FormatDouble(f))
}

// Size is how many bytes the unscaled value takes, about.
func (d *Decimal) Size() int {
	if d.n.big == nil {
		return 8
	}
	return d.n.big.BitLen() / 8
}

// Scale is how many digits stand behind the point; a negative scale says how
// many zeros are to be added.
func (d *Decimal) Scale() int32 { return d.scale }

// Precision is how many digits the unscaled value has; that of zero is 1.
func (d *Decimal) Precision() int { return d.n.digits() }

// Sign is -1, 0 or 1, which Java calls signum.
func (d *Decimal) Sign() int { return d.n.sign() }

// Unscaled is the value without its scale. The caller may not change it.
func (d *Decimal) Unscaled() *big.Int { return d.n.value() }

// checkScale is the scale of a result; a scale that does not fit is an error
// unless the value is zero, which takes the nearest one that does.
func checkScale(scale int64, zero bool) (int32, error) {
	switch {
	case scale > math.MaxInt32:
		if !zero {
			return 0, errUnderflow
		}
		return math.MaxInt32, nil
	case scale < math.MinInt32:
		if !zero {
			return 0, errOverflow
		}
		return math.MinInt32, nil
	}
	return int32(scale), nil
}

func saturate(scale int64) int32 {
	return int32(max(math.MinInt32, min(math.MaxInt32, scale)))
}
