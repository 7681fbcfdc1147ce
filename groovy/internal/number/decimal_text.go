package number

import (
	"strconv"
	"strings"
)

// coefficient is the digits of the magnitude of d.
func (d *Decimal) coefficient(buf []byte) []byte {
	if d.n.big == nil {
		return strconv.AppendUint(buf, abs64(d.n.small), 10)
	}
	buf = d.n.big.Append(buf, 10)
	if buf[0] == '-' {
		return buf[1:]
	}
	return buf
}

// String is Java's toString: plain where no zeros must be made up before the
// point and at most five behind it, otherwise with an exponent. 1.50, 0.000001,
// 1E-7, 1E+3.
func (d *Decimal) String() string {
	if d.scale == 0 && d.n.big == nil {
		return strconv.FormatInt(d.n.small, 10)
	}
	var room [24]byte
	digits := d.coefficient(room[:0])
	exponent := int64(len(digits)) - 1 - int64(d.scale)
	if d.scale >= 0 && exponent >= -6 {
		return d.point(digits)
	}
	var b strings.Builder
	b.Grow(len(digits) + 14)
	d.sign(&b)
	b.WriteByte(digits[0])
	if len(digits) > 1 {
		b.WriteByte('.')
		b.Write(digits[1:])
	}
	writeExponent(&b, exponent)
	return b.String()
}

// Engineering is Java's toEngineeringString: exponents are multiples of three.
func (d *Decimal) Engineering() string {
	var room [24]byte
	digits := d.coefficient(room[:0])
	exponent := int64(len(digits)) - 1 - int64(d.scale)
	if d.scale >= 0 && exponent >= -6 {
		return d.point(digits)
	}
	lead := int(exponent % 3)
	if lead < 0 {
		lead += 3
	}
	exponent -= int64(lead)
	lead++
	var b strings.Builder
	d.sign(&b)
	switch {
	case d.Sign() == 0 && lead == 2:
		b.WriteString("0.00")
		exponent += 3
	case d.Sign() == 0 && lead == 3:
		b.WriteString("0.0")
		exponent += 3
	case lead >= len(digits):
		b.Write(digits)
		for range lead - len(digits) {
			b.WriteByte('0')
		}
	default:
		b.Write(digits[:lead])
		b.WriteByte('.')
		b.Write(digits[lead:])
	}
	writeExponent(&b, exponent)
	return b.String()
}

// Plain is Java's toPlainString, which has no exponent, only as many zeros as
// it takes.
func (d *Decimal) Plain(l *Limits) (string, error) {
	if d.scale == 0 && d.n.big == nil {
		return strconv.FormatInt(d.n.small, 10), nil
	}
	if d.Sign() == 0 && d.scale <= 0 {
		return "0", nil
	}
	length := int64(d.Precision())
	if d.scale < 0 {
		length -= int64(d.scale)
	} else {
		length = max(length, int64(d.scale)) + 2
	}
	if err := l.text(length); err != nil {
		return "", err
	}
	var room [24]byte
	digits := d.coefficient(room[:0])
	if d.scale >= 0 {
		return d.point(digits), nil
	}
	var b strings.Builder
	b.Grow(int(length) + 1)
	d.sign(&b)
	b.Write(digits)
	for range -int64(d.scale) {
		b.WriteByte('0')
	}
	return b.String(), nil
}

func (d *Decimal) sign(b *strings.Builder) {
	if d.Sign() < 0 {
		b.WriteByte('-')
	}
}

// point writes the digits with their point; the scale is not negative.
func (d *Decimal) point(digits []byte) string {
	var b strings.Builder
	b.Grow(max(len(digits), int(d.scale)) + 3)
	d.sign(&b)
	whole := len(digits) - int(d.scale)
	switch {
	case d.scale == 0:
		b.Write(digits)
	case whole > 0:
		b.Write(digits[:whole])
		b.WriteByte('.')
		b.Write(digits[whole:])
	default:
		b.WriteString("0.")
		for range -whole {
			b.WriteByte('0')
		}
		b.Write(digits)
	}
	return b.String()
}

func writeExponent(b *strings.Builder, exponent int64) {
	if exponent == 0 {
		return
	}
	b.WriteByte('E')
	if exponent > 0 {
		b.WriteByte('+')
	}
	b.WriteString(strconv.FormatInt(exponent, 10))
}
