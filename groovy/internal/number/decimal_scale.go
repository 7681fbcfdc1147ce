package number

// SetScale is d with another scale, rounded where digits are lost.
func (d *Decimal) SetScale(l *Limits, scale int32, mode RoundingMode) (*Decimal, error) {
	if scale == d.scale {
		return d, nil
	}
	n, err := integer{}, error(nil)
	if diff := int64(scale) - int64(d.scale); diff > 0 {
		n, err = d.n.raise(l, diff)
	} else {
		n, err = d.n.lower(l, -diff, mode)
	}
	if err != nil {
		return nil, err
	}
	return &Decimal{n, scale}, nil
}

// Round is d with no more digits than c allows.
func (d *Decimal) Round(l *Limits, c MathContext) (*Decimal, error) {
	if c.Precision == 0 {
		return d, nil
	}
	for {
		drop := int64(d.Precision()) - int64(c.Precision)
		if drop <= 0 {
			return d, nil
		}
		scale, err := checkScale(int64(d.scale)-drop, false)
		if err != nil {
			return nil, err
		}
		// 9.99 becomes 10.0, a digit too many, once.
		if d, err = d.SetScale(l, scale, c.Mode); err != nil {
			return nil, err
		}
	}
}

// Strip is d without the zeros at its end, as stripTrailingZeros; of 100 it is
// 1E+2.
func (d *Decimal) Strip() *Decimal {
	if d.Sign() == 0 {
		return &Decimal{}
	}
	// The scale cannot become less than the least.
	n, gone := d.n.strip(int64(d.scale) + 1<<31)
	return &Decimal{n, int32(int64(d.scale) - gone)}
}

// MoveLeft is d with its point moved n places to the left. The scale of the
// result is not negative.
func (d *Decimal) MoveLeft(l *Limits, n int32) (*Decimal, error) {
	return d.move(l, int64(n))
}

// MoveRight is d with its point moved n places to the right. The scale of the
// result is not negative.
func (d *Decimal) MoveRight(l *Limits, n int32) (*Decimal, error) {
	return d.move(l, -int64(n))
}

func (d *Decimal) move(l *Limits, n int64) (*Decimal, error) {
	if n == 0 {
		return d, nil
	}
	scale, err := checkScale(int64(d.scale)+n, d.Sign() == 0)
	if err != nil {
		return nil, err
	}
	moved := &Decimal{d.n, scale}
	if scale < 0 {
		return moved.SetScale(l, 0, Unnecessary)
	}
	return moved, nil
}

// ScaleByPowerOfTen is d·10ⁿ, with the digits of d.
func (d *Decimal) ScaleByPowerOfTen(n int32) (*Decimal, error) {
	scale, err := checkScale(int64(d.scale)-int64(n), d.Sign() == 0)
	if err != nil {
		return nil, err
	}
	return &Decimal{d.n, scale}, nil
}

// Ulp is one unit in the last place of d.
func (d *Decimal) Ulp() *Decimal { return NewDecimal(1, d.scale) }
