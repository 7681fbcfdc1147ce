package number

import (
	"math/big"
	"strconv"
)

// A factor of 10⁶⁴ has 64 factors of two: nothing of the low 64 bits is left.
const noLowBits = -64

// Int64 is Java's longValue: what is behind the point is cut off, and of what is
// left the low 64 bits are taken.
func (d *Decimal) Int64() int64 {
	switch {
	case d.scale == 0 && d.n.big == nil:
		return d.n.small
	case d.Sign() == 0 || d.scale <= noLowBits || int64(d.n.digits()) <= int64(d.scale):
		return 0
	}
	// No limit is needed: it is cut, or grows by less than 64 digits.
	return low64(d.whole().value())
}

// Int32 is Java's intValue: the low half of Int64.
func (d *Decimal) Int32() int32 { return int32(d.Int64()) }

// whole is d without what is behind the point; the caller has seen to it that
// this is not long.
func (d *Decimal) whole() integer {
	if d.scale <= 0 {
		return d.n.scaled(-int64(d.scale))
	}
	n, _ := d.n.lower(nil, int64(d.scale), Down)
	return n
}

// Big is Java's toBigInteger: what is behind the point is cut off.
func (d *Decimal) Big(l *Limits) (*big.Int, error) {
	if err := d.wholeFits(l); err != nil {
		return nil, err
	}
	return d.whole().value(), nil
}

// BigExact is Java's toBigIntegerExact: an error if d is not whole.
func (d *Decimal) BigExact(l *Limits) (*big.Int, error) {
	whole, err := d.SetScale(l, 0, Unnecessary)
	if err != nil {
		return nil, err
	}
	return whole.n.value(), nil
}

func (d *Decimal) wholeFits(l *Limits) error {
	if d.scale >= 0 || d.Sign() == 0 {
		return nil
	}
	return l.digits(int64(d.n.digits()) - int64(d.scale))
}

// Int64Exact is Java's longValueExact: an error if d is not whole or does not
// fit.
func (d *Decimal) Int64Exact() (int64, error) {
	if d.Sign() == 0 {
		return 0, nil
	}
	length := int64(d.n.digits()) - int64(d.scale)
	switch {
	case length > 19:
		return 0, errOverflow
	case length <= 0:
		return 0, errRounding
	}
	whole, err := d.SetScale(nil, 0, Unnecessary)
	if err != nil {
		return 0, err
	}
	if whole.n.big != nil {
		return 0, errOverflow
	}
	return whole.n.small, nil
}

// Int32Exact is Java's intValueExact.
func (d *Decimal) Int32Exact() (int32, error) {
	v, err := d.Int64Exact()
	if err == nil && v != int64(int32(v)) {
		err = errOverflow
	}
	return int32(v), err
}

// A double holds whole numbers below this one and powers of ten up to 10²²
// exactly, so one division or multiplication of them is rounded right.
const exactInFloat = 1 << 53

var tenFloat = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Float64 is the double nearest to d; infinity where there is none.
func (d *Decimal) Float64() float64 {
	if d.n.big == nil && abs64(d.n.small) < exactInFloat {
		switch f := float64(d.n.small); {
		case d.scale == 0 || d.n.small == 0:
			return f
		case d.scale > 0 && int(d.scale) < len(tenFloat):
			return f / tenFloat[d.scale]
		case d.scale < 0 && int(d.scale) > -len(tenFloat):
			return f * tenFloat[-d.scale]
		}
	}
	// Out of range the result is infinite or zero, which is what is wanted.
	f, _ := strconv.ParseFloat(d.scientific(), 64)
	return f
}

// Float32 is the float nearest to d; infinity where there is none.
func (d *Decimal) Float32() float32 {
	f, _ := strconv.ParseFloat(d.scientific(), 32)
	return float32(f)
}

// scientific is d as digits and an exponent, whatever the scale.
func (d *Decimal) scientific() string {
	buf := make([]byte, 0, 40)
	if d.Sign() < 0 {
		buf = append(buf, '-')
	}
	at := len(buf)
	buf = append(buf, d.coefficient(buf[at:])...)
	buf = append(buf, 'e')
	return string(strconv.AppendInt(buf, -int64(d.scale), 10))
}
