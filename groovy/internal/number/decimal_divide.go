package number

import "math"

// Groovy's division keeps this many digits more than the longer operand has,
// and cuts no scale below this one.
const (
	extraPrecision = 10
	leastScale     = 10
)

// Quo is Groovy's d / e: the exact quotient if it ends, and otherwise one
// rounded to ten digits more than the longer operand, of which no more than ten
// or the larger scale stay behind the point.
func (d *Decimal) Quo(l *Limits, e *Decimal) (*Decimal, error) {
	q, exact, err := d.exact(l, e)
	if err != nil || exact {
		return q, err
	}
	precision := max(d.Precision(), e.Precision()) + extraPrecision
	q, err = d.DivRound(l, e, MathContext{int32(min(precision, math.MaxInt32)), HalfUp})
	if err != nil {
		return nil, err
	}
	if scale := max(d.scale, e.scale, leastScale); q.scale > scale {
		return q.SetScale(l, scale, HalfUp)
	}
	return q, nil
}

// Div is the exact quotient d / e, whose scale is that of d less that of e or as
// much more as it needs; an error if its digits do not end.
func (d *Decimal) Div(l *Limits, e *Decimal) (*Decimal, error) {
	q, exact, err := d.exact(l, e)
	if err == nil && !exact {
		err = errEndless
	}
	return q, err
}

func (d *Decimal) divisible(e *Decimal) error {
	if e.Sign() != 0 {
		return nil
	}
	if d.Sign() == 0 {
		return errDivUndef
	}
	return errDivZero
}

// DivScale is d / e with the given scale.
func (d *Decimal) DivScale(l *Limits, e *Decimal, scale int32, mode RoundingMode) (*Decimal, error) {
	x, y := d.n, e.n
	raise := int64(scale) + int64(e.scale) - int64(d.scale)
	var err error
	if y.sign() == 0 {
		// The wording tells whether Java had left its small numbers behind.
		if x, err = x.raise(l, max(raise, 0)); err == nil {
			err = errIntZero
			if x.big != nil || x.small == math.MinInt64 {
				err = errBigZero
			}
		}
		return nil, err
	}
	if raise < 0 {
		// d·10^raise/e is d/(e·10^-raise); where that is less than a tenth
		// there is no need to build it.
		if -raise > int64(x.digits())+1 {
			y, raise = integer{small: int64(y.sign())}, -int64(x.digits())-1
		}
		if y, err = y.raise(l, -raise); err != nil {
			return nil, err
		}
		raise = 0
	}
	q, _, err := x.divide(l, raise, y, mode)
	if err != nil {
		return nil, err
	}
	return &Decimal{q, scale}, nil
}

// DivRound is d / e rounded to c; an exact result loses zeros down to the scale
// of d less that of e.
func (d *Decimal) DivRound(l *Limits, e *Decimal, c MathContext) (*Decimal, error) {
	if c.Precision == 0 {
		return d.Div(l, e)
	}
	if err := d.divisible(e); err != nil {
		return nil, err
	}
	preferred := int64(d.scale) - int64(e.scale)
	if d.Sign() == 0 {
		return &Decimal{scale: saturate(preferred)}, nil
	}
	// With both operands seen as 0.ddd, the quotient is in 0.1..10. If e is made
	// ten times bigger where it is the lesser, that is 0.1..1, and shifted by
	// the precision it has just the digits that are wanted.
	xd, yd := int64(d.n.digits()), int64(e.n.digits())
	if normalCmp(d.n, xd, e.n, yd) > 0 {
		yd--
	}
	raise := int64(c.Precision) + yd - xd
	scale, err := checkScale(preferred+raise, false)
	if err != nil {
		return nil, err
	}
	y := e.n
	if raise < 0 {
		if y, err = y.raise(l, -raise); err != nil {
			return nil, err
		}
		raise = 0
	}
	n, exact, err := d.n.divide(l, raise, y, c.Mode)
	if err != nil {
		return nil, err
	}
	if exact && int64(scale) > preferred {
		var gone int64
		n, gone = n.strip(int64(scale) - preferred)
		scale -= int32(gone)
	}
	// 0.9999 may have become 1.000.
	return (&Decimal{n, scale}).Round(l, c)
}

// normalCmp compares 0.x with 0.y, given how many digits x and y have.
func normalCmp(x integer, xd int64, y integer, yd int64) int {
	switch {
	case xd < yd:
		x = x.scaled(yd - xd)
	case xd > yd:
		y = y.scaled(xd - yd)
	}
	return x.cmpAbs(y)
}

// DivInt is the whole part of d / e, which Java calls divideToIntegralValue.
func (d *Decimal) DivInt(l *Limits, e *Decimal) (*Decimal, error) {
	preferred := saturate(int64(d.scale) - int64(e.scale))
	if d.cmpAbs(e) < 0 {
		return &Decimal{scale: preferred}, nil
	}
	if err := d.divisible(e); err != nil {
		return nil, err
	}
	if d.Sign() == 0 {
		return &Decimal{scale: preferred}, nil
	}
	x, y, raise := d.n, e.n, int64(e.scale)-int64(d.scale)
	var err error
	if raise < 0 {
		// d is no less than e, so this makes e no longer than d.
		if y, err = y.raise(l, -raise); err != nil {
			return nil, err
		}
		raise = 0
	}
	n, _, err := x.divide(l, raise, y, Down)
	if err != nil {
		return nil, err
	}
	if preferred >= 0 {
		n, err = n.raise(l, int64(preferred))
		return &Decimal{n, preferred}, err
	}
	n, gone := n.strip(-int64(preferred))
	return &Decimal{n, int32(-gone)}, nil
}

// Rem is what is left of d after its whole part of e is taken away; it has the
// sign of d.
func (d *Decimal) Rem(l *Limits, e *Decimal) (*Decimal, error) {
	q, err := d.DivInt(l, e)
	if err != nil {
		return nil, err
	}
	if q, err = q.Mul(l, e); err != nil {
		return nil, err
	}
	return d.Sub(l, q)
}
