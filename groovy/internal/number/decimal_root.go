package number

import "math/big"

// Sqrt is the square root of d, rounded to c; a root that has an end keeps as
// many places as half of d's, if c allows. A precision of none asks for a root
// that has an end.
func (d *Decimal) Sqrt(l *Limits, c MathContext) (*Decimal, error) {
	half := d.scale / 2
	switch d.Sign() {
	case -1:
		return nil, arithmetic("Attempted square root of negative BigDecimal")
	case 0:
		return NewDecimal(0, half), nil
	}
	precision := int64(c.Precision)
	if precision == 0 {
		precision = int64(d.Precision()/2) + 1
	}
	// The root has so many digits and one more, which with the rest tells how
	// to round. The number of zeros added makes the scale even.
	digits := (int64(d.Precision()) + 1) / 2
	up := 2 * max(precision+1-digits+1, 0)
	if (int64(d.scale)+up)%2 != 0 {
		up++
	}
	n, err := d.n.raise(l, up)
	if err != nil {
		return nil, err
	}
	v := n.value()
	root := new(big.Int).Sqrt(v)
	exact := new(big.Int).Mul(root, root).Cmp(v) == 0
	scale := (int64(d.scale) + up) / 2
	if !exact {
		if c.Precision == 0 || c.Mode == Unnecessary {
			return nil, arithmetic("Computed square root not exact.")
		}
		// One more digit stands for all that follow.
		root.Mul(root, big.NewInt(10)).Add(root, big.NewInt(1))
		scale++
	}
	at, err := checkScale(scale, false)
	if err != nil {
		return nil, err
	}
	r, err := NewBigDecimal(root, at).Round(l, c)
	if err != nil || !exact {
		return r, err
	}
	r = r.Strip()
	if r.scale < half && (c.Precision == 0 || int64(r.Precision())+int64(half)-int64(r.scale) <= int64(c.Precision)) {
		return r.SetScale(l, half, Unnecessary)
	}
	return r, nil
}
