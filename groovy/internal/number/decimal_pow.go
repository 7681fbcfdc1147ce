package number

// mostExponent is the highest exponent of Java's pow.
const mostExponent = 999_999_999

// Pow is d to the power of n, exactly; n must not be negative.
func (d *Decimal) Pow(l *Limits, n int32) (*Decimal, error) {
	if n < 0 || n > mostExponent {
		return nil, errInvalid
	}
	scale, err := checkScale(int64(d.scale)*int64(n), d.Sign() == 0)
	if err != nil {
		return nil, err
	}
	p, err := l.pow(d.n.value(), int64(n))
	if err != nil {
		return nil, err
	}
	return &Decimal{bigInteger(p), scale}, nil
}

// PowRound is d to the power of n by the algorithm of ANSI X3.274, rounded to c;
// n may be negative.
func (d *Decimal) PowRound(l *Limits, n int32, c MathContext) (*Decimal, error) {
	if c.Precision == 0 {
		return d.Pow(l, n)
	}
	if n < -mostExponent || n > mostExponent {
		return nil, errInvalid
	}
	one := NewDecimal(1, 0)
	if n == 0 {
		return one, nil
	}
	magnitude := abs64(int64(n))
	length := int32(digits64(magnitude))
	if length > c.Precision {
		return nil, errInvalid
	}
	work := MathContext{c.Precision + length + 1, c.Mode}
	p, err := one, error(nil)
	for bit := uint64(1) << 29; bit > 0 && err == nil; bit >>= 1 {
		if p != one {
			if p, err = p.MulRound(l, p, work); err != nil {
				return nil, err
			}
		}
		if magnitude&bit != 0 {
			p, err = p.MulRound(l, d, work)
		}
	}
	if err == nil && n < 0 {
		p, err = one.DivRound(l, p, work)
	}
	if err != nil {
		return nil, err
	}
	return p.Round(l, c)
}
