package number

import "math/big"

// Add is d + e with the larger of their scales.
func (d *Decimal) Add(l *Limits, e *Decimal) (*Decimal, error) {
	x, y := d.n, e.n
	scale := d.scale
	var err error
	switch {
	case d.scale < e.scale:
		scale = e.scale
		x, err = x.raise(l, int64(e.scale)-int64(d.scale))
	case d.scale > e.scale:
		y, err = y.raise(l, int64(d.scale)-int64(e.scale))
	}
	if err != nil {
		return nil, err
	}
	s, err := x.add(l, y)
	if err != nil {
		return nil, err
	}
	return &Decimal{s, scale}, nil
}

// Sub is d - e with the larger of their scales.
func (d *Decimal) Sub(l *Limits, e *Decimal) (*Decimal, error) {
	minus := Decimal{e.n.neg(), e.scale}
	return d.Add(l, &minus)
}

// Mul is d · e; its scale is the sum of theirs.
func (d *Decimal) Mul(l *Limits, e *Decimal) (*Decimal, error) {
	scale, err := checkScale(int64(d.scale)+int64(e.scale), d.Sign() == 0)
	if err != nil {
		return nil, err
	}
	p, err := d.n.mul(l, e.n)
	if err != nil {
		return nil, err
	}
	return &Decimal{p, scale}, nil
}

// MulRound is d · e rounded to c.
func (d *Decimal) MulRound(l *Limits, e *Decimal, c MathContext) (*Decimal, error) {
	p, err := d.Mul(l, e)
	if err != nil {
		return nil, err
	}
	return p.Round(l, c)
}

// Neg is -d.
func (d *Decimal) Neg() *Decimal { return &Decimal{d.n.neg(), d.scale} }

// Abs is the magnitude of d.
func (d *Decimal) Abs() *Decimal {
	if d.Sign() >= 0 {
		return d
	}
	return d.Neg()
}

// Min is the lesser of d and e, d if they are worth the same.
func (d *Decimal) Min(e *Decimal) *Decimal {
	if d.Cmp(e) <= 0 {
		return d
	}
	return e
}

// Max is the greater of d and e, d if they are worth the same.
func (d *Decimal) Max(e *Decimal) *Decimal {
	if d.Cmp(e) >= 0 {
		return d
	}
	return e
}

// Cmp compares the worth of d and e, whatever their scales: -1, 0 or 1. It costs
// no more than their digits, however far apart they are.
func (d *Decimal) Cmp(e *Decimal) int {
	if d.scale == e.scale {
		return d.n.cmp(e.n)
	}
	sign := d.Sign()
	if other := e.Sign(); sign != other || sign == 0 {
		switch {
		case sign < other:
			return -1
		case sign > other:
			return 1
		}
		return 0
	}
	return sign * d.cmpAbs(e)
}

// cmpAbs compares the magnitudes.
func (d *Decimal) cmpAbs(e *Decimal) int {
	x, y := d.n, e.n
	diff := int64(d.scale) - int64(e.scale)
	if diff == 0 {
		return x.cmpAbs(y)
	}
	switch {
	case x.sign() == 0 && y.sign() == 0:
		return 0
	case x.sign() == 0:
		return -1
	case y.sign() == 0:
		return 1
	}
	// The place of the first digit decides, unless it is the same; then the
	// scales differ by no more than the digits do.
	place := int64(x.digits()) - int64(d.scale)
	other := int64(y.digits()) - int64(e.scale)
	switch {
	case place < other:
		return -1
	case place > other:
		return 1
	case diff < 0:
		x = x.scaled(-diff)
	default:
		y = y.scaled(diff)
	}
	return x.cmpAbs(y)
}

// scaled is x·10ⁿ where that is known to be no longer than a number that exists.
func (x integer) scaled(n int64) integer {
	if x.sign() == 0 {
		return x // however many zeros are added
	}
	if n < int64(len(ten64)) {
		if p, err := x.raise(nil, n); err == nil {
			return p
		}
	}
	return bigInteger(new(big.Int).Mul(x.value(), ten(int(n))))
}

// Equal is Java's equals: the same value with the same scale.
func (d *Decimal) Equal(e *Decimal) bool {
	return d.scale == e.scale && d.n.cmp(e.n) == 0
}

// Hash is Java's hashCode; 1.5 and 1.50 have different ones.
func (d *Decimal) Hash() int32 { return 31*hashInteger(d.n) + d.scale }
